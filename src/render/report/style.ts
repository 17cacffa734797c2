/** Colours, type and print rules of the page: no font files, no scripts, readable in greyscale and in the dark. */
export const STYLE = `
:root{--page:#F3F6F8;--surface:#FFF;--ink:#17212B;--muted:#4B5A67;--line:#D3DBE1;--action:#1A5A8A;--warn:#8A5A00;--warnbg:#FFF4D6;
--base:#4E5861;--s1:#2563C9;--s2:#1B998B;--s3:#3D0E2A;--s4:#B04A12;--better:#0B6C93;--worse:#B3500A;--treated:#256AAE;--waiting:#F4B942;--blocked:#7A1634;--moving:#D3DAE0}
@media (prefers-color-scheme:dark){:root{--page:#11181F;--surface:#1A232C;--ink:#EEF2F5;--muted:#AEBBC6;--line:#33414D;--action:#8CC4F0;--warn:#F2C14E;--warnbg:#3A2E10;
--base:#8D99A6;--s1:#4A8BE8;--s2:#CFF5EE;--s3:#EA3F8C;--s4:#F7AA5E;--better:#4FC0EA;--worse:#F58A45;--treated:#4C93DB;--waiting:#FFC94D;--blocked:#C2416A;--moving:#E3E8EC}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Arial,sans-serif}
main{max-width:1200px;margin:0 auto;padding:12px 24px 48px}
h1{font-size:19px;margin:8px 0 0;font-weight:600}h2{font-size:24px;font-weight:600;margin:48px 0 12px}h3{font-size:19px;font-weight:600;margin:24px 0 8px}
p{max-width:70ch;margin:4px 0}
.muted{color:var(--muted)}.small{font-size:14px}
.answer{font-size:32px;line-height:1.2;font-weight:600;max-width:none;margin:8px 0 4px}
.second{font-size:19px;line-height:1.35;max-width:none;margin:4px 0}
.warn{background:var(--warnbg);color:var(--warn);border:1px solid;border-radius:4px;padding:4px 12px;font-size:14px}
.warn ul{margin:0;padding-left:20px}
.boxes{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:12px 0}
.box{background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:12px}
.box h3{font-size:16px;margin:0 0 8px}
.box dl,.box ul{margin:0}.box ul{padding-left:18px}.box dt{font-size:14px;color:var(--muted);line-height:1.3}.box dd{margin:0 0 8px;font-variant-numeric:tabular-nums;line-height:1.35}
.better{color:var(--better);font-weight:600}.worse{color:var(--worse);font-weight:600}
figure{background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:16px;margin:12px 0;overflow-x:auto}
figcaption{font-weight:600}figure .sub{color:var(--muted);font-size:14px}figure .foot{color:var(--muted);font-size:13px}
table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding-bottom:4px}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}td.n,th.n{text-align:right}
tr.total td,tr.total th{border-top:2px solid var(--ink);font-weight:600}
.scroll{overflow-x:auto}
svg{max-width:100%;height:auto;display:block}.wide svg{max-width:none}svg text{font:14px system-ui,"Segoe UI",Arial,sans-serif;fill:var(--ink)}svg .m{fill:var(--muted)}
svg .axis{stroke:var(--line)}svg .zero{stroke:var(--ink)}svg .cap{stroke:var(--ink);fill:none;stroke-width:1.5;stroke-dasharray:2 3}
a{color:var(--action)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--ink);box-shadow:0 0 0 6px #FFD83D}
summary{cursor:pointer;color:var(--action)}code{font-size:14px;overflow-wrap:anywhere}
nav ul{columns:3;padding-left:20px}
footer{border-top:1px solid var(--line);margin-top:48px;padding-top:12px;color:var(--muted);font-size:14px}
@media (max-width:1000px){.boxes{grid-template-columns:repeat(2,1fr)}}
@media (max-width:600px){main{padding:12px}.boxes{grid-template-columns:1fr}.answer{font-size:24px}nav ul{columns:1}}
@media print{@page{size:A4;margin:15mm}:root{--page:#FFF;--surface:#FFF;--ink:#17212B;--muted:#4B5A67;--line:#D3DBE1;--treated:#256AAE;--waiting:#F4B942;--blocked:#7A1634;--moving:#D3DAE0}
body{font-size:10pt}main{max-width:none;padding:0}figure,table,.box,tr{break-inside:avoid}h2,h3{break-after:avoid}.answer{font-size:18pt}.second{font-size:12pt}
.boxes{grid-template-columns:repeat(2,1fr)}details::details-content{content-visibility:visible;display:block}nav{display:none}}
`;

/** Fills with a pattern each, so that grey copies can be told apart. */
export const PATTERNS = `<defs>
<pattern id="waiting" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="var(--waiting)"/><path d="M0 8L8 0" stroke="#17212B" stroke-width="1"/></pattern>
<pattern id="blocked" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="var(--blocked)"/><path d="M0 8L8 0M0 0L8 8" stroke="#FFF" stroke-width="1"/></pattern>
<pattern id="moving" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="var(--moving)"/><circle cx="3" cy="3" r="1" fill="#17212B"/></pattern>
</defs>`;
