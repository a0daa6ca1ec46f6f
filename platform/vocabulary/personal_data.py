"""What in a text may make a single person known: numbers, address, illness, minors (R10.2).

A list of words is no judge: it finds the usual ways of writing and says which passage it found, so that a person looks.
Numbers that belong to one person are certain enough to stop a publication; everything else is a caution.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

#: Blanks and hyphens by which long numbers are usually broken.
BROKEN = re.compile(r"(?<=\d)[ \u3000-](?=\d{2})")
#: So many letters of a passage are told.
EXCERPT = 24


class Personal(StrEnum):
    """What a passage gives away."""

    IDENTITY = "identity"
    MOBILE = "mobile"
    ACCOUNT = "account"
    ANNOUNCED = "announced"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    HEALTH = "health"
    MINOR = "minor"


#: Numbers that belong to one person, and words that announce what does, whoever wrote them and however.
CERTAIN = frozenset({Personal.IDENTITY, Personal.MOBILE, Personal.ACCOUNT, Personal.ANNOUNCED})


@dataclass(frozen=True, slots=True)
class Found:
    """One passage, as it stands in the text with widths and broken numbers put into one form."""

    kind: Personal
    passage: str

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to look to know what it is."""
        return self.kind in CERTAIN


_GROUPS = {
    "role": "职工|工人|员工|农民工|教师|司机|骑手|快递员|护士|会员|女工|居民|村民|牧民|学生|困难户",
    "kin": "本人|其父|其母|其妻|其夫|其子|其女|妻子|丈夫|儿子|女儿|父亲|母亲|爱人|家属|老伴|孙子|孙女|孩子",
    "name": r"[\u4e00-\u9fa5·某×xX]",
    "ill": "尿毒症|白血病|淋巴瘤|肿瘤|艾滋病|肝炎|结核|糖尿病|高血压|心脏病|冠心病|脑梗|脑出血|中风|偏瘫|瘫痪|精神病|"
    "精神分裂|精神障碍|抑郁|帕金森|血友病|尘肺|骨折|截肢|肾衰|肝硬化|癫痫|癌|瘤",
    "place": r"[^，。；：、！？,;:!?\n]",
    "count": "[0-9一二三四五六七八九十]",
    "where": r"(?:镇|乡|村|巷|街|路|小区|社区|苏木|嘎查|院|里|楼|号|\d)",
    "surname": "[赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤"
    "罗郝安常于傅康余顾孟黄萧尹姚邵汪毛戴宋庞熊舒项祝董梁杜阮蓝贾江郭梅林徐邱骆夏田胡霍万柯卢丁邓洪石崔龚程刘叶白段侯"
    "武乔闫温]",
    "unit": r"(?:号楼|单元|号院|栋|幢|室|户|组|号|弄)",
}
_GENERAL = r"(?!的|等|中|家庭|群体|人员|代表|队伍|权益|如果|凡|因|若|一旦|应当|可以|需要|大病|医疗)"


def _pattern(text: str) -> re.Pattern[str]:
    for name, group in _GROUPS.items():
        text = text.replace(f"<{name}>", group if group.startswith(("[", "(")) else f"(?:{group})")
    return re.compile(text.replace("<one>", _GENERAL))


_AGE = r"(?:1[0-7]|[1-9]|十[一二三四五六七]|[一二三四五六七八九十])\s?周?岁"
PATTERNS: dict[Personal, tuple[re.Pattern[str], ...]] = {
    Personal.IDENTITY: (
        re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"),
        re.compile(r"(?:身份证|公民身份)号?码?[^，。；\n]{0,4}?[1-9]\d{14,17}[Xx]?"),
        re.compile("身份证号"),
    ),
    Personal.MOBILE: (re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)"),),
    Personal.ACCOUNT: (re.compile(r"(?<!\d)(?:62|60|9)\d{14,17}(?!\d)"), re.compile("银行卡号|银行账号")),
    Personal.ANNOUNCED: (re.compile("家庭住址|家庭地址|病历|诊断证明|残疾证号"),),
    Personal.TELEPHONE: (
        re.compile(r"(?:家庭|住宅|家里|个人|本人)(?:联系)?电话[^，。；\n]{0,4}?\d[\d-]{6,11}"),
        re.compile(r"(?:微信|QQ)号?[：:]?\s?[A-Za-z0-9_-]{5,20}"),
    ),
    Personal.ADDRESS: (
        _pattern(
            r"(?:家住|现住址|居住于|居住在|租住于?在?|户籍地|户籍所在地|(?<!家庭)住址)<place>{0,30}?<where><place>{0,24}"
        ),
        _pattern(r"(?:住在|现住|住于|住)<place>{0,24}?<count>+<unit>"),
        _pattern(r"<count>+(?:号楼|栋)<count>+单元<count>+(?:室|号|户)?"),
        _pattern(r"(?:<count>+号院)?<count>+号楼<count>+(?:室|户)"),
    ),
    Personal.HEALTH: (
        _pattern(
            r"<role><one><name>{2,5}?因?(?:患有?|身患|罹患|被?确诊|被?诊断为|查出|得了)<place>{0,8}(?:<ill>|病|症)"
        ),
        _pattern(r"<kin><place>{0,4}?(?:患有?|身患|罹患|被?确诊|被?诊断为|查出|得了)<place>{0,8}(?:<ill>|病|症)"),
        _pattern(r"<name>{0,2}(?:某某?|[×xX]{1,2})因?(?:患有?|身患|罹患|确诊|查出|得了)<place>{0,8}(?:<ill>|病|症)"),
        _pattern(r"<role><one><name>{2,5}?因<place>{0,3}<ill>"),
        _pattern(
            r"(?<![\u4e00-\u9fa5])<surname>[\u4e00-\u9fa5]{1,2}因?(?:患有?|身患|罹患|确诊为?|查出|得了|因)<place>{0,6}<ill>"
        ),
        _pattern(r"(?:同志|先生|女士)因?(?:患有?|身患|罹患|确诊|查出|得了)<place>{0,8}(?:<ill>|病|症)"),
    ),
    Personal.MINOR: (
        _pattern(rf"(?:<kin>|之子|之女|男孩|女孩|学生|儿童|孤儿|小学生|初中生)[^。;；\n]{{0,10}}?{_AGE}"),
        _pattern(r"未成年的?(?:子女|儿子|女儿|孩子)<name>{2,4}(?=[，。（,(])"),
    ),
}


def found_in(text: str) -> list[Found]:
    """Return the passages of a text that may make a person known, by kind and then in their order."""
    plain = BROKEN.sub("", unicodedata.normalize("NFKC", text))
    return list(dict.fromkeys(_found(plain)))


def _found(plain: str) -> Iterator[Found]:
    for kind, patterns in PATTERNS.items():
        told: list[tuple[int, int]] = []
        for pattern in patterns:
            for match in pattern.finditer(plain):
                if not any(begin < match.end() and match.start() < end for begin, end in told):
                    told.append(match.span())
                    yield Found(kind, match[0][:EXCERPT])
