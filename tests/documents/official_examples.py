"""Whole documents of an imagined joint meeting in 土默特左旗; every person and figure is invented."""

from datetime import date

from apps.documents.rendering.content import (
    Annex,
    Column,
    FollowUpList,
    FollowUpRow,
    Letter,
    Minutes,
    Notice,
    Paragraph,
    Participants,
    Reminder,
    RollCall,
    Section,
    Table,
)
from apps.documents.rendering.follow_up_table import follow_up_annex
from tests.documents.composition import (
    Issue,
    MeetingFacts,
    agreed_item,
    convening_letter,
    joint_minutes,
    meeting_notice,
    reminder,
    reply_letter,
)
from vocabulary.disclosure import Disclosure

GOVERNMENT, OFFICE, UNION = "土默特左旗人民政府", "土默特左旗人民政府办公室", "土默特左旗总工会"
MEETING = "土默特左旗人民政府与土默特左旗总工会第五次联席会议"


def an_issue(number: str, *, organ: str = OFFICE, on: date = date(2026, 3, 20), sealed: bool = True) -> Issue:
    return Issue(
        organ=organ,
        number=number,
        on=on,
        sealed=sealed,
        copies=("旗委办公室", "旗人大常委会办公室", "旗政协办公室", "呼和浩特市总工会", "旗直各有关单位"),
        printed_by=organ,
        disclosure=Disclosure.PUBLIC,
    )


def the_facts() -> MeetingFacts:
    return MeetingFacts(
        meeting=MEETING,
        on=date(2026, 3, 5),
        starts="上午9:30",
        place="旗党政综合楼三楼第二会议室",
        chair="旗委副书记、旗长 云志强",
        agenda=(
            "旗总工会通报2025年工会工作和上次联席会议议定事项落实情况",
            "讨论《关于加强新就业形态劳动者权益保障的议题》",
            "讨论《关于建设户外劳动者服务站点的议题》",
            "旗人民政府主要负责同志讲话",
        ),
        present="旗人民政府、旗总工会有关负责同志，旗发展改革委、人力资源社会保障局、财政局主要负责同志",
        attending="各乡镇人民政府、园区管委会分管负责同志，职工代表2人",
        materials="请各议题牵头单位于2026年2月26日前将议题材料电子版和纸质版报旗总工会",
        leave="原则上不得请假，确需请假的，请于会前一个工作日书面向旗人民政府办公室请假",
        contact="白雪梅，0471-8100000",
    )


def the_roll_call() -> RollCall:
    return RollCall(
        present=(
            Participants(unit="旗人民政府", names=("云志强", "赵宏伟", "斯琴高娃")),
            Participants(unit="旗总工会", names=("巴特尔", "李秀兰")),
            Participants(unit="旗人力资源社会保障局", names=("王建国",)),
            Participants(unit="旗财政局", names=("刘晓东",)),
            Participants(unit="旗住房和城乡建设局", names=("张赟",)),
        ),
        excused=(Participants(unit="旗发展改革委", names=("孙丽华（参加自治区培训）",)),),
        attending=(
            Participants(unit="察素齐镇", names=("乌云其木格",)),
            Participants(unit="毕克齐镇", names=("高文彬",)),
            Participants(unit="职工代表", names=("陈志军", "萨仁图雅")),
        ),
    )


def the_list(*, with_earlier: bool = True) -> FollowUpList:
    row = FollowUpRow(
        item="建成户外劳动者服务站点12个",
        lead="旗总工会",
        supporting="旗住房和城乡建设局、旗财政局",
        responsible="李秀兰",
        milestones="2026年4月底前完成选址；6月底前开工；9月底前验收",
        due_on=date(2026, 9, 30),
        progress="已完成8个点位选址，4个点位正在协调用地",
        state="办理中",
        evidence="选址会议记录",
    )
    earlier = FollowUpRow(
        item="建立欠薪线索联合处置机制",
        lead="旗人力资源社会保障局",
        supporting="旗总工会、旗人民法院",
        responsible="王建国",
        milestones="2025年6月底前印发办法；12月底前运行评估",
        due_on=date(2025, 12, 31),
        progress="办法已印发，联合会商已开展3次",
        state="未落实",
        reason="信息系统尚未联通，评估缺少数据",
        opinion="同意延期，按月通报",
        new_due_on=date(2026, 6, 30),
    )
    return FollowUpList(
        title="第五次联席会议议定事项落实情况清单",
        issuer=UNION,
        as_of=date(2026, 3, 31),
        rows=(row,) * 7,
        earlier_rows=(earlier,) * 2 if with_earlier else (),
    )


def the_minutes(*, number: str = "第5期", with_list: bool = True) -> Minutes:
    stations = agreed_item(
        what="在察素齐镇、毕克齐镇和金山开发区建设户外劳动者服务站点12个",
        lead="旗总工会",
        supporting=("旗住房和城乡建设局", "旗财政局"),
        due_on=date(2026, 9, 30),
    )
    insured = agreed_item(
        what="推动平台企业为外卖配送、网约货运从业人员办理职业伤害保障",
        lead="旗人力资源社会保障局",
        supporting=("旗总工会", "旗市场监督管理局"),
        due_on=date(2026, 6, 30),
    )
    return joint_minutes(
        issue=an_issue(number),
        mark="土默特左旗联席会议纪要",
        meeting=MEETING,
        chair="旗委副书记、旗长云志强",
        on=date(2026, 3, 5),
        body=(
            Section(level=1, heading="关于2025年工会工作和上次联席会议议定事项落实情况"),
            Paragraph(
                text="会议听取了旗总工会关于2025年工会工作和第四次联席会议议定事项落实情况的汇报。会议指出，2025年全旗新建"
                "基层工会46家，发展会员3128人，为673名困难职工发放救助金182万元；第四次联席会议议定的5个事项，4项已经"
                "落实，1项因信息系统尚未联通未能按期完成。"
            ),
            Paragraph(text="会议要求，对未按期完成的事项，牵头单位要说明原因，提出新的完成时限，由旗总工会按月通报。"),
            Section(level=1, heading="关于加强新就业形态劳动者权益保障"),
            Paragraph(
                text="会议认为，外卖配送、网约货运从业人员已成为我旗产业工人队伍的重要力量，要坚持“应建尽建、应入尽入”，"
                "把维护劳动者合法权益同优化营商环境结合起来。会议议定:"
            ),
            Section(level=2, heading="扩大职业伤害保障覆盖面。", text=f"{insured}。"),
            Section(level=2, heading="规范用工协商。", text="由旗总工会牵头，组织平台企业与从业人员代表开展集体协商："),
            Section(level=3, heading="2026年5月底前确定协商企业名单和职工方代表；"),
            Section(level=3, heading="2026年8月底前签订专项集体合同，并报旗人力资源社会保障局审查。"),
            Section(level=1, heading="关于建设户外劳动者服务站点"),
            Paragraph(text=f"会议议定，{stations}。所需资金182.5万元，由旗财政承担100万元，其余由旗总工会经费列支。"),
            Paragraph(text="会议要求，各牵头单位要明确责任人和阶段目标，于每季度末前将进展情况报旗人民政府办公室。"),
        ),
        roll_call=the_roll_call(),
        annexes=(follow_up_annex(the_list(with_earlier=False)),) if with_list else (),
    )


def the_notice() -> Notice:
    return meeting_notice(
        issue=an_issue("土左政办字〔2026〕8号", on=date(2026, 2, 13)),
        to=("各乡镇人民政府、园区管委会", "旗直各有关单位"),
        facts=the_facts(),
        papers=(
            Annex(
                title="关于建设户外劳动者服务站点的议题材料",
                body=(
                    Section(level=1, heading="背景"),
                    Paragraph(text="全旗现有环卫、快递、外卖、巡线等户外劳动者约4200人，固定休息场所不足。"),
                    Section(level=1, heading="建议"),
                    Section(level=2, heading="统一标准。", text="按照“有饮水、有座椅、有药箱、能充电”的要求建设。"),
                ),
            ),
        ),
    )


def the_convening_letter() -> Letter:
    return convening_letter(
        issue=an_issue("土左工字〔2026〕3号", organ=UNION, on=date(2026, 1, 15)),
        to=GOVERNMENT,
        meeting=MEETING,
        body=(
            Paragraph(
                text="根据《土默特左旗人民政府与土默特左旗总工会联席会议制度》，经征求有关单位意见，现提请于2026年3月"
                "上旬召开第五次联席会议。有关事项如下："
            ),
            Section(level=1, heading="建议议题。", text="一是加强新就业形态劳动者权益保障；二是建设户外服务站点。"),
            Section(level=1, heading="建议参会单位。", text="旗人力资源社会保障局、财政局、住房和城乡建设局等。"),
        ),
        annexes=(Annex(title="第五次联席会议建议议题汇总表", body=(Paragraph(text="议题两项，见函内说明。"),)),),
    )


def the_reply() -> Letter:
    return reply_letter(
        issue=an_issue("土左政函〔2026〕6号", organ=GOVERNMENT, on=date(2026, 1, 28), sealed=False),
        to=UNION,
        about="召开第五次联席会议",
        asked_on=date(2026, 1, 15),
        asked_in="土左工字〔2026〕3号",
        body=(Paragraph(text="同意于2026年3月5日召开第五次联席会议，会务工作由旗人民政府办公室会同你会承担。"),),
    )


def the_reminder() -> Reminder:
    columns = tuple(
        Column(title=title, share=share) for title, share in (("议定事项", 4), ("完成时限", 3), ("状态", 2))
    )
    return reminder(
        issue=an_issue("土左政办督〔2026〕2号", on=date(2026, 7, 6)),
        to="旗人力资源社会保障局",
        word="督办单",
        items=Table(columns=columns, rows=(("建立欠薪线索联合处置机制", "2026年6月30日", "逾期"),)),
        answer_by=date(2026, 7, 10),
        contact="白雪梅，0471-8100000",
    )


EVERY_KIND = {
    "minutes": the_minutes,
    "notice": the_notice,
    "convening letter": the_convening_letter,
    "reply": the_reply,
    "reminder": the_reminder,
    "list": the_list,
}
