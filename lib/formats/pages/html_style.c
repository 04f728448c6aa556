/* html_style.c: the one stylesheet of every page: light and dark, on a phone, on paper; states have words, and colour
 * besides. */
#include "formats/pages/html_style.h"

#include <stddef.h>

/* clang-format off */
const char *const html_style[] = {
    "\n",
    /* colours, by what they mean */
    ":root{--paper:#fdfcf9;--card:#fff;--ink:#20242a;--soft:#565c66;--line:#d9d6cd;--accent:#1f5f8b;--bar:#5b8db3;--bar-far:#b9cfdf;"
    "--good:#1d6b3c;--waiting:#7a5200;--fault:#a02b2b;--tint:#f3f0e8;color-scheme:light dark}\n",
    "@media (prefers-color-scheme:dark){:root{--paper:#16181c;--card:#1e2126;--ink:#e9e6df;--soft:#aab0ba;--line:#3a3f47;"
    "--accent:#8ec1e6;--bar:#6ea3cb;--bar-far:#3c566b;--good:#7fd3a0;--waiting:#e8bd6a;--fault:#f2a0a0;--tint:#24282e}}\n",
    /* type and rhythm */
    "*,*::before,*::after{box-sizing:border-box}\n",
    "body{margin:0;padding:2rem 1.25rem 3rem;background:var(--paper);color:var(--ink);"
    "font:1.0625rem/1.55 ui-serif,Charter,'Bitstream Charter','Source Serif 4',Georgia,serif;overflow-wrap:anywhere}\n",
    "body.sheet>header,body.sheet>main,body.sheet>footer{max-width:42rem;margin-inline:auto}\n",
    "body.wide{font-family:system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;font-size:1rem}\n",
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .4rem;font-weight:600;text-wrap:balance}\n",
    "h2{font-size:1.2rem;line-height:1.3;margin:2.2rem 0 .5rem;font-weight:600}\n",
    "h3{font-size:1rem;line-height:1.35;margin:1.2rem 0 .3rem;font-weight:600}\n",
    "p{margin:.5rem 0}ul,ol{margin:.5rem 0;padding-inline-start:1.3rem}li{margin:.25rem 0}\n",
    "blockquote{margin:.6rem 0;padding:.1rem 0 .1rem 1rem;border-inline-start:3px solid var(--line)}\n",
    ".soft,small,figcaption{color:var(--soft)}small,figcaption{font-size:.875rem}\n",
    "a{color:var(--accent)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}\n",
    ".skip{position:absolute;inset-inline-start:-100rem}.skip:focus{position:static;display:inline-block;margin-bottom:1rem}\n",
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n",
    "body>footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}\n",
    "code,.head{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:.875em}\n",
    /* states */
    ".good{color:var(--good)}.waiting{color:var(--waiting)}.fault{color:var(--fault)}.strong{font-weight:600}\n",
    /* tables */
    /* where a table goes on beyond the edge there is a shadow at that edge, which its own end covers */
    ".scroll{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/2.5rem 100% local no-repeat,"
    "linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100% local no-repeat,"
    "linear-gradient(90deg,var(--soft),transparent) 0 0/.8rem 100% scroll no-repeat,"
    "linear-gradient(270deg,var(--soft),transparent) 100% 0/.8rem 100% scroll no-repeat}\n",
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:start;color:var(--soft);padding:.2rem 0}\n",
    "th,td{padding:.35rem .8rem .35rem 0;overflow-wrap:break-word;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}th{font-weight:600}\n",
    "th.number,td.number{text-align:end;white-space:nowrap}.wide .scroll{max-width:60rem}.wide main p{max-width:46rem}"
    "@media (max-width:40rem){table{font-size:.9rem}th,td{padding-inline-end:.55rem}}\n",
    /* pictures: colour through classes, so that the policy can be strict */
    "figure{margin:1rem 0}svg{display:block;max-width:100%;height:auto;font:inherit;font-size:14px}\n",
    "svg text{fill:var(--ink)}svg .soft{fill:var(--soft)}svg .bar{fill:var(--bar)}svg .far{fill:var(--bar-far)}"
    "svg .mark{stroke:var(--ink);stroke-width:2}svg .line{stroke:var(--line);stroke-width:1;fill:none}svg .dot{fill:var(--accent)}\n",
    /* documents: what was said, facts, a timeline, what is open, room to write */
    "header .over{margin:0 0 .6rem}header h1{font-size:2.1rem}header{margin-bottom:2rem}section{margin-top:2.4rem}section>h2{margin-top:0}\n",
    ".note{display:block;font-size:.9rem;font-style:normal}.points>li,.timeline>li{margin:.55rem 0}\n",
    "blockquote.beneath{margin-inline-start:1.2rem;border-inline-start-style:dotted}blockquote p{margin:.15rem 0}blockquote footer{margin:0}\n",
    ".facts{margin:.5rem 0}.facts>div{display:grid;grid-template-columns:12.5rem 1fr;gap:.1rem 1.2rem;padding:.5rem 0;border-top:1px solid var(--line)}"
    ".facts>div:first-child{border-top:0}.facts dt{color:var(--soft)}.facts dd{margin:0}\n",
    "@media (max-width:32rem){.facts>div{grid-template-columns:1fr}header h1{font-size:1.75rem}}\n",
    ".timeline{list-style:none;margin:.8rem 0;padding:0 0 0 1.6rem;position:relative}"
    ".timeline::before{content:'';position:absolute;inset-block:.7rem .9rem;inset-inline-start:.4rem;width:2px;background:var(--line)}"
    ".timeline>li{position:relative}.timeline>li::before{content:'';position:absolute;inset-inline-start:-1.6rem;top:.42rem;width:.85rem;height:.85rem;"
    "border-radius:50%;border:2px solid var(--accent);background:var(--paper)}.timeline>li.past::before{background:var(--accent)}"
    ".day{display:block;font-size:.9rem;color:var(--soft);font-variant-numeric:tabular-nums}\n",
    ".card{background:var(--tint);border:1px solid var(--line);border-radius:.6rem;padding:1.3rem 1.5rem}\n",
    ".blanks{list-style:none;padding:0}.blanks>li{margin:.7rem 0}.room{display:block;height:2.1rem;border-bottom:1px solid var(--soft)}"
    "li.beneath{margin-inline-start:1.2rem}\n",
    /* the board: stages side by side as far as they fit, those without deals narrower; a line shows the state of a deal, and so do words */
    ".board{display:flex;flex-wrap:wrap;gap:0 1rem;margin-top:2rem}.stage{flex:3 1 10.5rem;margin:0 0 1.2rem;min-width:0}.stage.vacant{flex:1 1 7.2rem}"
    ".stage h2{font-size:1rem;margin:0;padding-top:.55rem;border-top:3px solid var(--accent)}"
    ".stage.vacant h2{border-top-color:var(--line);color:var(--soft)}"
    ".tally{margin:.1rem 0 .9rem;min-height:2.8em;color:var(--soft);font-size:.875rem;font-variant-numeric:tabular-nums}.tally span{display:block}\n",
    ".deals{list-style:none;margin:0;padding:0}.deal{margin:0 0 .75rem;padding:.7rem .8rem;background:var(--card);border:1px solid var(--line);"
    "border-inline-start-width:3px;border-radius:.3rem;font-size:.875rem;line-height:1.45;hyphens:auto}"
    ".deal.ready{border-inline-start-color:var(--good)}.deal.asleep{border-inline-start-color:var(--waiting)}"
    ".deal h3{font-size:.9375rem;line-height:1.3;margin:0 0 .25rem}.deal p{margin:.1rem 0;font-variant-numeric:tabular-nums}"
    ".whole{white-space:nowrap}.id{color:var(--soft);font-weight:400;font-size:.8125rem}\n",
    ".pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 3rem}.pair table{font-size:.875rem}\n",
    "@media (max-width:40rem){.board{display:block}.stage{margin-bottom:2rem}.stage .tally{min-height:0}}\n",
    /* paper */
    "@page{margin:16mm}@page wide{size:landscape;margin:12mm}\n",
    "@media print{body.wide{page:wide;font-size:9pt}.board{flex-wrap:nowrap;gap:0 .6rem}.stage{flex-basis:0}.stage.vacant{flex:0 1 5.4rem}.stage h2{font-size:9.5pt}th,td{overflow-wrap:anywhere}.pair table{font-size:8pt}.deal{padding:.4rem .5rem;font-size:8.5pt}"
    ".deal h3{font-size:9pt}.scroll{overflow:visible}}\n",
    "@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#000;--bar:#777;--bar-far:#ccc;"
    "--good:#000;--waiting:#000;--fault:#000;--tint:#fff}body{padding:0;font-size:10.5pt}.skip,.skip:focus{display:none}"
    "h2,h3{break-after:avoid}li,tr,figure,blockquote,.card,.deal,.facts>div{break-inside:avoid}section{margin-top:1.4rem}.facts>div{padding:.2rem 0}}\n",
};
/* clang-format on */
const size_t html_style_count = sizeof html_style / sizeof html_style[0];
const char html_style_hash[] = "M4GB/q70fylxpqmIuvPL1v1GUtZq5PsOZV48rT+T/AU=";
