"""Texts that somebody could type or paste: each must print as text, whole, and do nothing.

A text comes with what a reader must find of it on the paper, blanks aside.
"""

from typing import NamedTuple


class Hostile(NamedTuple):
    """A text by name, and what of it must be readable."""

    name: str
    text: str
    seen: str


def plain(name: str, text: str) -> Hostile:
    """A text that is printed letter by letter."""
    return Hostile(name, text, text)


TEXTS = [
    plain("script", "<script>alert(1)</script>"),
    plain("script_file", '<script src="http://127.0.0.1:9/x.js"></script>'),
    plain("handler", '<img src=x onerror="alert(1)">'),
    plain("picture_net", '<img src="http://127.0.0.1:9/x.png" alt="x">'),
    plain("picture_file", '<img src="file:///etc/passwd" alt="x">'),
    plain("picture_data", '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">'),
    plain("link_script", '<a href="javascript:alert(1)">klik</a>'),
    plain("link_file", '<a href="file:///etc/passwd">klik</a>'),
    plain("attachment", '<link rel=attachment href="file:///etc/passwd">'),
    plain("attachment_a", '<a rel="attachment" href="file:///etc/passwd">x</a>'),
    plain("style_import", '<style>@import "http://127.0.0.1:9/x.css";</style>'),
    plain("style_url", '<p style="background:url(http://127.0.0.1:9/x)">x</p>'),
    plain("style_font", "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style>"),
    plain("style_page", "<style>@page{size:5000cm 5000cm}</style>"),
    plain("css_alone", "}*{display:none}/*"),
    plain("svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    plain("svg_image", '<svg><image href="file:///etc/passwd"/></svg>'),
    plain("svg_use", '<svg><use href="http://127.0.0.1:9/x#y"/></svg>'),
    plain("object", '<object data="file:///etc/passwd"></object>'),
    plain("embed", '<embed src="http://127.0.0.1:9/x">'),
    plain("iframe", '<iframe src="http://127.0.0.1:9/x"></iframe>'),
    plain("base", '<base href="http://127.0.0.1:9/">'),
    plain("meta", '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
    plain("table_wide", '<table><tr><td colspan="100000">x</td></tr></table>'),
    plain("table_high", '<table><tr><td rowspan="100000">x</td></tr></table>'),
    plain("entity_bomb", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>&b;'),
    plain("entity_file", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    plain("entities", "&lt;b&gt; &amp;amp; &#0; &#x110000; &nbsp;"),
    plain("comment", "<!-- --><!-- x"),
    plain("cdata", "<![CDATA[ ]]>"),
    plain("closing", "</p></td></tr></table></main></body></html>"),
    plain("template", "{{ 7*7 }} {% include 'x' %} {# x #} ${7*7}"),
    plain("percent", "%s %(name)s %n 100 %"),
    plain("formula", '=HYPERLINK("http://127.0.0.1:9/","x")'),
    Hostile("nested", "<div>" * 2_000 + "dalam", "dalam"),
    Hostile("long_word", "W" * 4_000 + "akhir", "akhir"),
    Hostile("lines", "baris\n" * 300 + "akhir", "akhir"),
    Hostile("bidi", "aman \u202eerug\u202c \u2067x\u2069 akhir", "akhir"),
    Hostile("controls", "a\u0000b\u0008c\u001bd\ufffe\ud7ff akhir".replace("\u0000", ""), "akhir"),
    Hostile("combining", "a" + "\u0301" * 500 + " akhir", "akhir"),
    Hostile("javanese", "ꦲꦤꦕꦫꦏ akhir", "[JAVANESE, 5 huruf] akhir"),
    Hostile("arabic", "بنكيل نظيف akhir", "[ARABIC, 9 huruf] akhir"),
    Hostile("one_letter", "ا akhir", "[ARABIC LETTER ALEF] akhir"),
    Hostile("no_font", "ﯹa" * 2_500 + " akhir", "akhir"),
    Hostile("emoji", "🙂👍🏽👩‍🔧🇮🇩1️⃣ akhir", "akhir"),
]
