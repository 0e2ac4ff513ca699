// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/look.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "app/core/contrast.h"
#include "sync/receiver/protocol/markup.h"

namespace talt::receiver::protocol {

namespace {

// The colours of verdicts read on paper at 7:1 and carry white figures; shape and word say the same as they
// do.
constexpr const char* colours = R"(
:root{color-scheme:light dark;--paper:#f7f4ee;--card:#fffefc;--ink:#1e242b;--soft:#4a5058;--line:#d8d2c6;
--good:#17603a;--bad:#98271e;--question:#553887;--note:#4a5058;--on-mark:#fff;--hint:#efe9dd}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14181c;--card:#1d2228;--ink:#f1eee7;--soft:#bfc3c8;
--line:#3a4149;--good:#8fd9ae;--bad:#ffab9f;--question:#cdb8ff;--note:#bfc3c8;--on-mark:#14181c;--hint:#262c33}}
)";

constexpr const char* page = R"(
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.5 "Noto Sans","Noto Sans Arabic",system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:2rem 1.5rem 4rem;overflow-wrap:break-word}
h1{font-size:2.1rem;line-height:1.2;margin:.2rem 0 .4rem}
h2{font-size:1.4rem;line-height:1.25;margin:0 0 .6rem}
h3{font-size:1.1rem;margin:1.6rem 0 .6rem}
h4{font-size:1rem;margin:0}
p{margin:.2rem 0 .5rem}
a{color:var(--accent-ink)}
section{margin:2.4rem 0 0;padding:1.2rem 0 0;border-top:2px solid var(--accent)}
section section{margin:1.4rem 0 0;padding:0;border:0}
.kind{color:var(--accent-ink);font-weight:600;margin:0}
.lead{font-size:1.1rem;margin:0}
.hint,.meta,figcaption,.empty{color:var(--soft);font-size:.875rem}
.words{white-space:pre-line;unicode-bidi:isolate}
[dir=ltr] [dir=auto]{text-align:left}[dir=rtl] [dir=auto]{text-align:right}
.logo{float:inline-end;max-height:4rem;max-width:12rem;margin-inline-start:1rem}
nav ol{columns:2;margin:.4rem 0;padding-inline-start:1.4rem}
nav h2{font-size:1rem}
dl{margin:.6rem 0}
dl>div{display:grid;grid-template-columns:minmax(7rem,13rem) 1fr;gap:0 1.2rem;margin:.35rem 0}
dt{color:var(--soft)}
dd{margin:0}
dd ul,dd ol{margin:0;padding-inline-start:1.2rem}
table{border-collapse:collapse;width:100%;background:var(--card);font-size:.9375rem}
caption{text-align:start;font-weight:600;padding:.4rem 0}
th,td{text-align:start;vertical-align:top;padding:.4rem .55rem;border:1px solid var(--line)}
thead th{background:var(--hint)}
tbody th{font-weight:600}
td.n,th.n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
table.counts{width:auto;min-width:18rem}
#actions table,#follow-up table{table-layout:fixed}
#actions col.number{width:6%}#actions col.what{width:33%}#actions col.proposal{width:20%}#actions col.status{width:17%}
#actions col.date,#actions col.done{width:12%}
#follow-up col.number{width:6%}#follow-up col.then{width:25%}#follow-up col.decided{width:23%}
thead th,tbody th{overflow-wrap:normal;hyphens:manual}
.date{white-space:nowrap}td.date p{white-space:normal}:lang(ar) .date{white-space:normal}
td article{border:0;padding:0;margin:0 0 .6rem}
td img.then{display:block;width:8rem;height:auto;margin-block-end:.3rem}
td p{margin:0 0 .3rem}
)";

constexpr const char* pieces = R"(
.tally{display:grid;grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:.5rem;list-style:none;padding:0;margin:.6rem 0}
.tally li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .6rem;display:flex;
flex-direction:column}
.tally b{font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tally span{display:flex;align-items:center;gap:.35rem;font-size:.875rem}
.serious{padding:0;list-style:none}
.serious li{display:grid;grid-template-columns:auto 1fr;gap:.7rem;margin:.5rem 0;align-items:start}
.mark{width:1.9rem;height:1.9rem;flex:none}
.mark.small{width:1.1rem;height:1.1rem}
.mark text{font:600 14px "Noto Sans",system-ui,sans-serif;fill:var(--on-mark);text-anchor:middle}
.good{fill:var(--good)}.bad{fill:var(--bad)}.question{fill:var(--question)}.note{fill:var(--note)}
.done{fill:var(--card);stroke:var(--good);stroke-width:3}
.mark .done+text,.map .done+text{fill:var(--good)}
.verdict-good{color:var(--good)}.verdict-bad{color:var(--bad)}.verdict-question{color:var(--question)}
.verdict-done{color:var(--good)}
.overdue{color:var(--bad);font-weight:600}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.8rem 0;
display:grid;grid-template-columns:2.4rem 1fr;gap:0 .7rem}
article>.body{min-width:0}
.heading{font-size:1rem;margin:0;display:flex;flex-wrap:wrap;gap:.2rem .6rem;align-items:center}
.label{color:var(--soft);font-size:.875rem;margin:.5rem 0 0}
blockquote{margin:.5rem 0;padding:.1rem .9rem;border-inline-start:4px solid var(--accent)}
blockquote footer{color:var(--soft);font-size:.875rem}
.photos{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.7rem;margin:.6rem 0}
.photos.one{grid-template-columns:minmax(0,26rem)}
.photos.two,td .photos{grid-template-columns:repeat(2,minmax(0,1fr))}
figure{margin:0}
.photos img{display:block;width:auto;height:auto;max-width:100%;max-height:24rem;border-radius:.3rem}
.voice{margin:.5rem 0}
.voice audio{display:block;width:100%;max-width:26rem}
.chip{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.875rem;white-space:nowrap}
.box{display:inline-block;width:1em;height:1em;border:1.5px solid var(--ink);vertical-align:-.1em}
.status{font-weight:600}
.missing{border:1px dashed var(--soft);border-radius:.3rem;padding:.6rem;color:var(--soft);font-size:.875rem}
.paper{display:none}
)";

constexpr const char* drawing = R"(
.map{display:block;width:auto;height:auto;max-width:100%;margin:0 auto;background:var(--card);border:1px solid var(--line)}
.map .track{fill:none;stroke:var(--accent);stroke-width:5;stroke-linejoin:round;stroke-linecap:round;stroke-opacity:.75}
.map .casing{fill:none;stroke:#fffefc;stroke-width:9;stroke-linejoin:round;stroke-linecap:round}
.map .route{fill:none;stroke:var(--soft);stroke-width:3;stroke-dasharray:2 9;stroke-linecap:round}
.map .grid{stroke:var(--line);stroke-width:1;stroke-opacity:.55}
.map .edge{stroke:#fffefc;stroke-width:2}
.map .lead{stroke:var(--ink);stroke-width:1.2}
.map .spot{fill:var(--ink)}
.map text{font:600 13px "Noto Sans",system-ui,sans-serif;fill:var(--on-mark);text-anchor:middle}
.map .stop{fill:var(--card);stroke:var(--ink);stroke-width:3}
.map .stop-letter{fill:var(--ink);font-size:17px}
.map .strip{fill:var(--card)}
.map .plain{fill:var(--ink);font-size:16px}
.map .bar{fill:none;stroke:var(--ink);stroke-width:2.5}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9375rem}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend .letter{display:inline-grid;place-items:center;width:1.5rem;height:1.5rem;border:2px solid var(--ink);border-radius:50%;
font-weight:600;font-size:.8125rem}
)";

// Nothing that belongs together is cut: an observation, a photo, a row. What is longer than a page is cut
// between its parts. Headings stay with what they head. A single photo stands beside its words, which saves
// half of the pages.
constexpr const char* print = R"(
@media print{
html{background:#fff;font-size:10pt;line-height:1.4;-webkit-print-color-adjust:exact;print-color-adjust:exact}
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#111;--soft:#3f454c;--line:#b9b3a6}
body{max-width:none;padding:0}
h1{font-size:20pt}h2{font-size:14pt}h3{font-size:11.5pt}
h1,h2,h3,h4,caption,.label,.asked,.asked li,h2+.hint,h3+.hint,thead{break-after:avoid}
section{margin-top:6mm;padding-top:3mm}
article,figure,blockquote,tr,thead,.asked,.tally,.serious li,.hold,dl>div{break-inside:avoid}
thead{display:table-header-group}
p,li{orphans:3;widows:3}
article{border-radius:0;border-width:.5pt 0 0;padding:3mm 0;margin:0}
.tally{grid-template-columns:none;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:2mm}
.tally li{padding:1.5mm 2mm;overflow-wrap:anywhere}
.photos{margin:1mm 0}
.photos img{max-height:78mm}
.photos.two{grid-template-columns:repeat(2,minmax(0,70mm))}
.body:has(>.photos.one){display:grid;grid-template-columns:minmax(0,1fr) 66mm;gap:0 5mm}
td .body:has(>.photos.one){display:block}
.body>.voice,.body>.missing{grid-column:1/-1}
table{font-size:.875rem}
td img.then{width:26mm}
td .photos.one{grid-template-columns:minmax(0,52mm)}
.map{max-height:145mm}
.voice audio,.screen{display:none}
.paper{display:block}
a{color:inherit;text-decoration:none}
}
)";

std::string hex(core::Colour colour) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", colour.r, colour.g, colour.b);
  return text.data();
}

core::Colour mixed(core::Colour a, core::Colour b, double share_of_b) {
  const auto channel = [&](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * share_of_b));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b)};
}

/// Towards `end` until it reads on `ground`.
core::Colour readable(core::Colour colour, core::Colour end, core::Colour ground) {
  for (int step = 0; step <= 20; ++step) {
    const auto tried = mixed(colour, end, step / 20.0);
    if (core::contrast(tried, ground) >= core::contrast_min) return tried;
  }
  return end;
}

}  // namespace

std::string style_sheet(core::Colour accent, const std::string& running_head,
                        const std::string& running_foot) {
  const auto on_paper = readable(accent, {0x1e, 0x24, 0x2b}, {0xf7, 0xf4, 0xee});
  const auto on_dark = readable(accent, {0xff, 0xff, 0xff}, {0x1d, 0x22, 0x28});
  std::string sheet = colours;
  sheet += ":root{--accent:" + hex(accent) + ";--accent-ink:" + hex(on_paper) + "}\n";
  sheet += "@media screen and (prefers-color-scheme:dark){:root{--accent:" + hex(on_dark) +
           ";--accent-ink:" + hex(on_dark) + "}}\n";
  sheet += std::string(page) + pieces + drawing + print;
  const std::string small = ";font:8pt \"Noto Sans\",\"Noto Sans Arabic\",system-ui,sans-serif;color:#3f454c";
  sheet += "@page{size:A4;margin:20mm 16mm 18mm;@top-left{content:" + css_string(running_head) + small +
           "}@bottom-left{content:" + css_string(running_foot) + small +
           "}@bottom-right{content:counter(page) \" / \" counter(pages)" + small + "}}\n";
  return sheet + "@page :first{@top-left{content:none}}\n";
}

}  // namespace talt::receiver::protocol
