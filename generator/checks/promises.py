"""Wording that promises returns, told apart from wording that only warns of such promises."""

import re
from collections.abc import Iterator

_GAPS = " \u3000\u00a0*＊·•．_-—~～|/"
"""What people type between characters so that a word is not found. Invisible characters are a fault of the file already."""

_MANY = r"[\d一二三四五六七八九十百千两几数]"
_ANY = "(?:任何|半点|一点|丝毫)?"

_RATE = f"(?:[可都就约将]?[能达到超过高至为在是])*(?:不低于)?{_MANY}+(?:\\.\\d+)?[%％成倍]"
_SURE = "(?:绝对|完全|都)?(?:有保[障证]|无忧)"
_WHOLLY = "(?:百分之?百|[1１][0０]{2}[%％])"

_PROMISES = {
    "赚": (
        "稳+赚",
        "[包必准躺]赚",
        "躺着(?:就能|也能|都能|就|也)?赚",
        "[只稳]赚不[赔亏]",
        "保证?赚",
        "一定(?:能|会)?赚",
        f"{_WHOLLY}[能会]?赚",
        f"轻松[日月年]?赚{_MANY}",
    ),
    "挣": ("包挣", "躺着(?:就能|也能|都能|就|也)?挣", f"轻松[日月年]?挣{_MANY}"),
    "入": (f"[日月年](?:收入[过超]|入(?:过|超|近|轻松过)?){_MANY}*[千万]", "保[证底障](?:[日月年])?(?:收入|入)"),
    "风险": ("[零0０]风险", "毫无风险", f"(?<!有)无{_ANY}风险(?!提示)", f"(?<!有)没有?{_ANY}风险(?!提示|评估|意识|准备|预案)"),
    "收益": ("保[证障]?收益", "[稳固保][定底]收益", "高额?收益", f"收益{_SURE}", "保本保?收益", f"收益率{_RATE}"),
    "回报": ("[固保][定底]回报", "高额?回报", "保证?回报", f"回报率{_RATE}"),
    "年化": (f"年化(?:收益率?|回报率?|利率)?[约达超]?{_MANY}+(?:\\.\\d+)?[%％]",),
    "保本": ("保本保[息收]",),
    "回本": ("保证?回本", "包回本", f"回本{_SURE}", f"{_MANY}+个?[天月年]内?(?:必|准|保证|包|一定)回本", f"{_WHOLLY}[能会]?回本"),
    "利": ("保证?[盈获]利", "包盈利", f"盈利{_SURE}", "保[证底障]利润", "一本万利"),
    "分红": ("[保包固][证底定]?分红",),
    "亏": ("[包绝]不会?亏", "保证?不亏"),
    "赔": ("[包绝]不会?赔", "保证?不赔"),
    "回收": ("包销包回收", "(?<![菌面纸背皮钱红沙药书茶软硬])包回收"),
    "坐等": ("坐等[收数]钱",),
    "成功": (f"(?:{_WHOLLY}|包|保证?)[能会]?成功",),
}
"""Promises by a word that each of them holds, so that most texts are done with after a glance."""

_PATTERNS = {seed: tuple(map(re.compile, patterns)) for seed, patterns in _PROMISES.items()}

_DENIED = re.compile(
    r"(?:没有|没|谈不上|不存在|不(?:会|能|敢|可能|可以|可|要|该|得|应|再|做|谈|准|许)?(?:保证|承诺|许诺|宣称|声称|宣传|说|写|讲|信|相信|听信|等于|构成|属于|算|是|叫)?|"
    r"[并绝]?非|未(?:必|曾)?|别(?:信|听|说|写|指望|碰|承诺)?|勿|莫|谁(?:也|都)?(?:不敢|不能|没法)?(?:说|保证|承诺)?|难(?:以|说)?|拒绝|禁止|警惕|小心|当心|提防|远离|骗您|骗人的?|"
    r"(?:凡是?|谁|有人|对方|只要|如果|遇到|听到|见到|打着|看到)?(?:说|讲|宣称|承诺|许诺|吹|写着|号称|声称|喊)|所谓的?)"
    r"(?:[“”‘’「」『』\"'（(《]|的|任何|一切|有|什么|所谓|真正|能|会|过|着|自己|这种|是){0,4}$"
)
"""What stands right before words that deny a promise, or that warn of who gives it."""

_WARNED = re.compile(
    r"[^。！？!?；;\n]{0,14}?(?:不可信|不能信|信不得|别信|不要信|别当真|骗|不存在|要警惕|当心|小心|违法|违规|不允许|不可能|都是假|是假|做不到|靠不住)"
)
"""What follows words in the same sentence and tells the reader not to believe them."""


def promises(text: str) -> Iterator[str]:
    """The promises in a text as they read without gaps. “不承诺稳赚”, “没有零风险的生意” and “说稳赚的别信” are none."""
    plain = text
    for gap in _GAPS:
        plain = plain.replace(gap, "")
    for seed, patterns in _PATTERNS.items():
        for pattern in patterns if seed in plain else ():
            for match in pattern.finditer(plain):
                if not (_DENIED.search(plain, max(0, match.start() - 16), match.start()) or _WARNED.match(plain, match.end())):
                    yield match[0]


_NOTHING = re.compile(
    r"(?:(?:本|该|这个)?项目)?(?:暂时?|目前|现在|基本上?|几乎|大致)?(?:还)?(?:无|没有?|不存在|未发现|不详|未知|未公布|不清楚|待定|待补充|待完善|略|同上|见介绍|见上|有|存在)?"
    r"(?:任何|什么|明显|一定的?|较?大的?|太大的?|重大|其他)?(?:的)?(?:经营|市场|投资|一定)?(?:风险|问题|隐患)?(?:提示)?(?:较|很|比较|非常|都|均|不)?(?:小|低|大|高|可控|一般|可以控制)?|"
    r"(?:投资|市场|创业)有风险(?:(?:投资|入市|创业)(?:需|要|须)?谨慎)?|[无没暂略]+"
)


def empty_risk(text: str) -> bool:
    """Whether a risk note says nothing: “无”, “暂无风险”, “风险可控”, “投资有风险，投资需谨慎”."""
    if len(text) > 40:
        return False
    plain = re.sub(r"[\W_]", "", text)
    return len(plain) < 3 or bool(_NOTHING.fullmatch(plain))
