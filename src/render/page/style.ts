/** Tokens for light and dark; contrast was computed by the WCAG 2 formula. Scenario colours stay apart in every colour vision. */
const LIGHT = `
--page:#f3f6f8;--surface:#fff;--ink:#17212b;--muted:#4b5a67;--line:#d3dbe1;--control:#6a7a87;--action:#1a5a8a;
--warn:#8a5a00;--warn-back:#fff4d6;--base:#4e5861;--s1:#2563c9;--s2:#1b998b;--s3:#3d0e2a;--s4:#b04a12;
--better:#0b6c93;--worse:#b3500a;--treated:#256aae;--waiting:#f4b942;--blocked:#7a1634;--moving:#d3dae0;--on-dark:#fff;`;

const DARK = `
--page:#11181f;--surface:#1a232c;--ink:#eef2f5;--muted:#aebbc6;--line:#33414d;--control:#8494a1;--action:#8cc4f0;
--warn:#f2c14e;--warn-back:#3a2e10;--base:#8d99a6;--s1:#4a8be8;--s2:#cff5ee;--s3:#ea3f8c;--s4:#f7aa5e;
--better:#4fc0ea;--worse:#f58a45;--treated:#4c93db;--waiting:#ffc94d;--blocked:#c2416a;--moving:#e3e8ec;--on-dark:#fff;`;

const PAGE = `
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:400 16px/1.5 system-ui,"Segoe UI",Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1248px;padding:12px 24px 48px}
h1,h2,h3,h4,p,ul,ol,dl,figure{margin:0;padding:0}
h1,h2,h3,h4{font-weight:600;line-height:1.25}
h1{font-size:19px}h2{font-size:24px}h3{font-size:19px}h4{font-size:16px}
h1,h2,h3,h4,p,dt,dd,li,figcaption,summary,tbody th{overflow-wrap:anywhere}
p,li,dd{max-width:70ch}
a{color:var(--action)}
:focus-visible{outline:3px solid var(--ink);box-shadow:0 0 0 6px #ffd83d;outline-offset:0}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.muted{color:var(--muted)}.small{font-size:14px}.foot{font-size:13px;color:var(--muted)}
.band{display:flex;flex-wrap:wrap;gap:0 12px;background:var(--warn-back);color:var(--warn);border:1px solid currentColor;
border-radius:4px;padding:4px 12px;font-size:14px;margin-bottom:12px}
.band p{max-width:none;flex:1 1 400px}.band a{color:inherit}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 16px}
.question{font-size:19px;line-height:1.35;color:var(--muted);max-width:none}
.rule{border:0;border-top:1px solid var(--line);margin:8px 0}
.answer .headline{font-size:32px;line-height:1.2;font-weight:600;max-width:none;margin-bottom:4px}
.answer .second,.answer .more{font-size:19px;line-height:1.35;max-width:none;margin-bottom:4px}
.compact .headline{font-size:19px}.compact .second,.compact .more{font-size:16px}
.boxes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(268px,100%),1fr));gap:12px;margin:12px 0 8px}
.box{background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:8px 12px}
.box h2,.box h4{font-size:16px;margin-bottom:4px}
.box dl{font-size:14px;line-height:1.35}.box dt{color:var(--muted)}
.box dd{margin:0 0 6px}.box ul{list-style:none;font-size:14px;line-height:1.35}.box li{margin-bottom:4px}
.box p{font-size:14px;line-height:1.35}
.side{display:grid;grid-template-columns:auto 1fr;gap:0 12px}.side dd{margin-bottom:3px}
.value{font-weight:600;font-variant-numeric:tabular-nums}
.better{color:var(--better);font-weight:600}.worse{color:var(--worse);font-weight:600}.neutral{color:var(--muted)}
.contents{background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:8px 16px;margin:16px 0;font-size:14px}
.contents ol{columns:3 220px;padding-left:20px}
section{margin-top:32px}section>*{margin-bottom:12px}
section>h2{border-top:1px solid var(--line);padding-top:16px}
.key{display:flex;flex-wrap:wrap;gap:4px 24px;list-style:none;font-size:14px}.key svg{vertical-align:-3px;margin-right:6px}
figure{background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:12px;max-width:706px}
figure h3,figure h4{font-size:16px}figure p.subtitle{font-size:14px;color:var(--muted);margin-bottom:8px}
figure figcaption{font-size:13px;color:var(--muted);margin-top:8px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(586px,100%),1fr));gap:12px}
.pair{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(560px,100%),1fr));gap:12px;align-items:start}
svg{display:block;max-width:100%;height:auto}svg text{font-size:13px;fill:var(--ink)}
svg .label{font-size:14px}svg .soft{fill:var(--muted)}svg .strong{font-weight:600}
.key svg{display:inline-block}.narrow,.paper{display:none}
summary>h3{display:inline;font-size:16px}.pathway figure{max-width:none}.diagram{overflow-x:auto}.diagram svg{max-width:none}
.grid-line{stroke:var(--line);stroke-width:1}.axis{stroke:var(--control);stroke-width:1}.zero{stroke:var(--ink);stroke-width:1.5}
.whisker{stroke-width:2;fill:none}.struck{text-decoration:line-through}.halo{stroke:var(--surface);stroke-width:2}
.cap{stroke:var(--ink);stroke-width:1.5;fill:none}.cap-old{stroke-dasharray:3 3;stroke:var(--base)}
.spread{fill:currentColor;fill-opacity:.16;stroke:none}
.line{fill:none;stroke-width:2.5}.line.c0{stroke-dasharray:7 4;stroke-width:2}.line.c2{stroke-dasharray:2 2}.line.c3{stroke-dasharray:14 3 2 3}.line.c4{stroke-dasharray:20 4}
.c0{color:var(--base)}.c1{color:var(--s1)}.c2{color:var(--s2)}.c3{color:var(--s3)}.c4{color:var(--s4)}
.stroke{stroke:currentColor}.fill{fill:currentColor}.hollow{fill:var(--surface);stroke:currentColor;stroke-width:2}
.treated{fill:var(--treated)}.waiting{fill:var(--waiting)}.blocked{fill:var(--blocked)}.moving{fill:var(--moving)}
.outline{stroke:var(--ink);stroke-width:1;fill:none}.faint{stroke:var(--line)}.hatch{stroke:#17212b;stroke-width:1.2;fill:none}.cross{stroke:#fff;stroke-width:1.2}
.dot{fill:#17212b}.ink{stroke:var(--ink)}
.tag{fill:var(--surface);stroke:var(--ink);stroke-width:1}
.more-cost{fill:var(--worse)}.less-cost{fill:var(--better)}.on-icon{stroke:var(--surface);stroke-width:1.6;fill:none}.hole{fill:var(--surface)}
.unclear{fill:var(--surface);stroke:var(--muted);stroke-dasharray:3 2}
.hollow-bar{fill:var(--surface);stroke:var(--ink);stroke-width:1.5}
.stage{fill:var(--surface);stroke:var(--control);stroke-width:1}.changed{stroke:var(--ink);stroke-width:3}
.unused{stroke-dasharray:5 4}.lane-name{fill:var(--page)}.lane{fill:var(--page);stroke:var(--line)}.flow{fill:none;stroke:var(--control);stroke-opacity:.55}
.flow.unused{stroke-opacity:.9}.flow.early{stroke-dasharray:2 5}.head{fill:var(--control)}.chip{fill:var(--surface);stroke:none;opacity:.85}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:14px;line-height:1.35;background:var(--surface);min-width:min(100%,560px)}
caption{text-align:left;font-weight:600;padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 8px;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--muted);vertical-align:bottom}tbody th{font-weight:400;min-width:150px}
.number,.range{text-align:right;font-variant-numeric:tabular-nums}.range{color:var(--muted)}
td.text{min-width:100px}td.number{min-width:104px}td.range{min-width:140px}.total th,.total td{border-top:2px solid var(--ink);font-weight:600}
summary{cursor:pointer;color:var(--action);font-size:14px;padding:4px 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px;background:var(--surface);border:1px solid var(--line);
border-radius:4px;padding:12px;margin:0}
.plain{padding-left:20px}.terms dt{font-weight:600;margin-top:8px}.terms dd{margin:0}
.tree{padding-left:20px;font-size:14px}.tree ul{padding-left:20px}
footer{margin-top:32px;border-top:1px solid var(--line);padding-top:12px;font-size:13px;color:var(--muted)}`;

const SMALL = `@media (max-width:767px){
body{padding:8px 12px 32px}.answer .headline{font-size:24px}.compact .headline{font-size:19px}
.wide{display:none}.narrow{display:block}figure{padding:8px}caption{position:sticky;left:0;max-width:calc(100vw - 24px)}.question,.answer .second,.answer .more{font-size:16px}}`;

const PRINT = `@page{size:A4 portrait;margin:15mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font-size:8pt}
@bottom-left{content:"Careway report. Not an NHS product";font-size:8pt}}
@media print{html{font-size:10pt;background:#fff}body{max-width:none;padding:0}
.answer .headline{font-size:18pt}.compact .headline{font-size:12pt}.answer .second,.answer .more,.question{font-size:11pt}
.boxes{grid-template-columns:1fr 1fr;gap:6pt}.boxes,.first{break-inside:avoid}.contents,.screen{display:none}
.paper{display:block;break-after:page}section{margin-top:14pt}section>*{margin-bottom:6pt}td.text{min-width:66px}td.number{min-width:58px}td.range{min-width:92px}tbody th{min-width:120px}
.terms{columns:2;column-gap:16pt}.terms dt{break-after:avoid}.terms dd{break-inside:avoid}.key{break-inside:avoid}th,td{padding:3px 8px 3px 4px}
.wide{display:block}.narrow{display:none}.grid,.pair{display:block}.grid>*,.pair>*{margin-bottom:8pt}
svg,tr,.box,caption,.total{break-inside:avoid}figure h3,figure .subtitle{break-after:avoid}h2,h3,h4,caption,thead,.key{break-after:avoid}
summary{color:inherit}.scroll,.diagram{overflow:visible}.diagram svg{max-height:225mm}svg,.diagram svg{max-width:100%}table{font-size:8.5pt;width:100%}
.treated,.waiting,.blocked,.moving,.band,.fill,.spread{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}}`;

/** The one style sheet of the page: light and dark by the reader's system, light in print, no fonts and no pictures to fetch. */
export const STYLE = [
  `:root{color-scheme:light dark;${LIGHT}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`,
  PAGE,
  SMALL,
  PRINT,
  `@media (forced-colors:active){svg .flow,svg .axis{stroke:CanvasText}}`,
].join("\n");
