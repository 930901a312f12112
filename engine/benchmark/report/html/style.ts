/** The page's own style; the colours are those of the charts. */
export const htmlStyle = [
  ':root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--rule:#d1d9e0;--tint:#f6f8fa}',
  '@media screen and (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#f0f6fc;--faint:#9198a1;--rule:#3d444d;--tint:#151b23}}',
  '@media print{:root{color-scheme:light}}',
  'body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}',
  'main{max-width:1060px;margin:0 auto;padding:16px 24px 48px}',
  'h1,h2{padding-bottom:.3em;border-bottom:1px solid var(--rule)}h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .7em}',
  'h1{font-size:1.8em;margin-top:.6em}h2{font-size:1.45em}h3{font-size:1.2em}h4{font-size:1em}',
  'main p,main li{max-width:860px;overflow-wrap:anywhere}main svg{max-width:100%;height:auto;vertical-align:top}',
  'code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--tint);padding:.15em .35em;border-radius:4px;overflow-wrap:anywhere}',
  'pre{background:var(--tint);padding:12px 16px;border-radius:6px;white-space:pre-wrap}pre code{background:none;padding:0}',
  'blockquote{margin:1em 0;padding:.1em 1em;border-left:4px solid var(--faint)}',
  '.scroll{overflow-x:auto;margin:1em 0}.scroll:focus-visible{outline:2px solid var(--ink);outline-offset:2px}',
  'table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:5px 12px;border:1px solid var(--rule);text-align:left}',
  'th{background:var(--tint);font-weight:600}td code,td[style*=right]{white-space:nowrap}',
  '@media print{body{font-size:11px}main{max-width:none;padding:0}.scroll{overflow:visible}table,svg,pre{break-inside:avoid}h2,h3,h4{break-after:avoid}th,td{padding:2px 5px}td code,td[style*=right]{white-space:normal}}',
].join('\n');
