import { NOTICES_FILE } from './notices.ts'

/**
 * The files of a page that are no code.
 *
 * @param title Text; whatever is in it is shown, and is no markup.
 * @param net Hosts that runs may reach: the page's policy lets requests go to these and nowhere else.
 */
export function webPage(title: string, net: readonly string[]): Readonly<Record<string, string>> {
  const policy = contentPolicy(net)
  return {
    'index.html': html(escapeHtml(title), policy),
    'style.css': STYLE,
    // For static hosts that read it: workers take their policy from a header alone.
    _headers: `/*\n  Content-Security-Policy: ${policy}\n  X-Content-Type-Options: nosniff\n`,
  }
}

function contentPolicy(net: readonly string[]): string {
  const hosts = net.flatMap((host) =>
    /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? [`http://${host}`] : `https://${host}`,
  )
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    'img-src data:',
    ["connect-src 'self'", ...hosts].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function html(title: string, policy: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="style.css">
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p id="summary"></p>
      <form id="inputs">
        <div id="fields"></div>
        <button id="run" disabled>Run</button>
        <button id="stop" type="button" disabled>Stop</button>
      </form>
      <p id="status" role="status">Loading</p>
      <h2>Result</h2>
      <pre id="result" tabindex="0"></pre>
      <h2>Logs</h2>
      <pre id="logs" tabindex="0"></pre>
      <p><a href="${NOTICES_FILE}">Licences</a></p>
    </main>
  </body>
</html>
`
}

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin-bottom: 0.25rem; }
label { display: block; margin-bottom: 1rem; }
input, select, textarea { display: block; box-sizing: border-box; width: 100%; padding: 0.4rem; font: inherit; }
button { padding: 0.4rem 1.2rem; font: inherit; }
pre { min-height: 1.5em; margin: 0; padding: 0.75rem; border: 1px solid; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
`
