"""The look of the page: wool and walnut, copper and patina, as everywhere in Sofra."""

STYLE = """
:root { color-scheme: light dark; --ground: #f8f4f0; --paper: #fefcfa; --sunk: #efe8e4; --line: #dbd0cb;
  --ink: #331a1e; --soft: #5b4442; --copper: #bb6938; --copper-deep: #76391a; --patina: #237774; --wash: #dbecea;
  --house: "Noto Sans", system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --guest: "Vollkorn", Georgia, "Noto Serif", "Times New Roman", serif; }
@media (prefers-color-scheme: dark) { :root { --ground: #1a1011; --paper: #261a1a; --sunk: #120a0b; --line: #443534;
  --ink: #efe8e1; --soft: #c9bdb5; --copper: #e09662; --copper-deep: #f0bd92; --patina: #67b5ae; --wash: #183230; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 var(--house);
  border-top: 3px solid var(--copper); }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4.5rem; }
h1, h2 { font: 500 2rem/1.16 var(--guest); text-wrap: balance; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h1 { font-size: 2.625rem; } h2 { font-size: 1.5625rem; margin-top: 3rem; }
p { max-width: 66ch; margin: 0 0 .75rem; } .house, .none, small { color: var(--soft); }
.lead { font: 500 1.25rem/1.4 var(--guest); }
a { color: inherit; text-decoration-color: var(--copper); text-underline-offset: .2em; display: inline-block;
  padding: .5rem 0; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
.pair { display: grid; gap: 1.5rem; } @media (min-width: 48rem) { .pair { grid-template-columns: 3fr 2fr; } }
figure { margin: 0; } figure svg { width: 100%; height: auto; display: block; }
.ground { fill: var(--paper); stroke: var(--line); } .people { fill: var(--copper); }
.axis { stroke: var(--line); fill: none; } .group { fill: none; stroke: var(--ink); stroke-width: 2; }
.g2 { stroke-dasharray: 10 6; } .g3 { stroke-dasharray: 3 5; } .g4 { stroke-dasharray: 14 5 3 5; }
.name { fill: var(--ink); font: 600 16px var(--house); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 400; min-width: 12rem; }
td { font-variant-numeric: tabular-nums; white-space: nowrap; }
.said { font: 500 1.0625rem/1.4 var(--guest); overflow-wrap: anywhere; } .id { color: var(--soft); }
.who { display: block; color: var(--soft); } .n { font-weight: 600; }
.share { width: 6.5rem; height: .875rem; display: block; } .rail { stroke: var(--soft); fill: none; }
.span { fill: var(--patina); fill-opacity: .45; } .mean { fill: var(--patina); }
summary { padding: .75rem 0; min-height: 2.75rem; cursor: pointer; font-weight: 600; }
@media (max-width: 30rem) { h1 { font-size: 2rem; } .lead { font-size: 1.0625rem; }
  .name { font-size: 30px; } }
@media print { body { background: #fff; } details { display: block; } }
"""
