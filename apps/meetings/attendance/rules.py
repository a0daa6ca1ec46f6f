"""Categories in which people are invited, and what a title says of whom it names: arithmetic over words."""

import re

#: Besides the categories that a rule lists, anybody else may be invited under this one (R5.4).
OTHERS = "其他"
#: How the head of an organ is called.
HEADS = (
    "盟长", "市长", "旗长", "县长", "区长", "州长", "省长", "专员", "司令员", "乡长", "镇长", "苏木达",
    "管委会主任", "管理委员会主任",
)  # fmt: skip
#: 主席 heads a region's government and every federation of trade unions; other bodies of the place have one as well.
CHAIR = re.compile(r"(^|自治区|人民政府|总工会|工会)(副?)主席$")
#: Posts that one person holds together.
TOGETHER = re.compile(r"[、，,;；/／]|兼(?:任)?")


def is_head(title: str) -> bool:
    """Return whether one of somebody's titles is that of the head of an organ, not of a deputy."""
    return any("副" not in post for post in leading_posts(title))


def leads_government(title: str) -> bool:
    """Return whether one of somebody's titles is that of a head of government or of a deputy."""
    return any("工会" not in post for post in leading_posts(title))


def leading_posts(title: str) -> list[str]:
    """Return those of somebody's titles that are of the head of an organ or of a deputy."""
    posts = [post.strip() for post in TOGETHER.split(title)]
    return [post for post in posts if post.endswith(HEADS) or CHAIR.search(post)]
