"""Addresses of the pages of documents and files: every page is for people who are signed in."""

from apps.documents.pages import documents, drafts, files, numbers
from apps.organizations.door.access import page

urlpatterns = [
    page("documents", documents.index, "documents"),
    page("documents/<uuid:key>", documents.page, "document"),
    page("documents/<uuid:key>/docx", documents.download, "document-docx", form="docx"),
    page("documents/<uuid:key>/pdf", documents.download, "document-pdf", form="pdf"),
    page("<slug:slug>/<uuid:key>/drafts/<slug:name>/<slug:form>", drafts.download, "draft"),
    page("numbers", numbers.page, "numbers"),
    page("files/<uuid:key>", files.download, "file"),
]
