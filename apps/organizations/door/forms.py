"""Signing in, and choosing a password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.models import User
from kernel.canonical import Plain


class SignInForm(AuthenticationForm):
    """Name and password of an account of this government."""

    error_messages = {
        "invalid_login": _("用户名或密码不对。密码区分大小写。"),
        "inactive": _("这个账号已停用。"),
    }


class PasswordForm(forms.Form):
    """The old password once, the new one twice."""

    current = forms.CharField(label=_("现在的密码"), strip=False)
    new = forms.CharField(label=_("新密码"), strip=False)
    repeated = forms.CharField(label=_("再输一次新密码"), strip=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        """Only who knows the old password may set a new one."""
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(_("现在的密码不对。"))
        return current

    def clean_new(self) -> str:
        """As strong as the settings ask, and another one than before."""
        new: str = self.cleaned_data["new"]
        if self.user.check_password(new):
            raise forms.ValidationError(_("新密码不能与现在的相同。"))
        validate_password(new, self.user)
        return new

    def clean(self) -> Plain:
        """A slip of the finger locks nobody out."""
        given = super().clean() or {}
        if given.get("new") and given.get("repeated") and given["new"] != given["repeated"]:
            self.add_error("repeated", _("两次输入的新密码不同。"))
        return given
