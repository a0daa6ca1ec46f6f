"""The categories of topics, as a choice: they are declared a layer above, so they are asked for late."""

from collections.abc import Sequence

from django.utils.module_loading import import_string

from kernel.refusals import Sentence

CATEGORY = "apps.topics.models.Category"


class TopicCategories:
    """What may fall to a post (分管), once every table was read."""

    @property
    def choices(self) -> Sequence[tuple[str, Sentence]]:
        """Value and label, in their order."""
        found: Sequence[tuple[str, Sentence]] = import_string(CATEGORY).choices
        return found

    @property
    def values(self) -> Sequence[str]:
        """The names."""
        return [value for value, _label in self.choices]


TOPIC_CATEGORIES = TopicCategories()
