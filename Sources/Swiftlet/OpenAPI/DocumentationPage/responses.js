// Sending requests and showing their responses.

// A stream may be endless: its latest text is kept.
const longestStream = 100000;

// The text of a response's body, shown while it arrives.
const streamView = async (response, node) => {
  const area = el('pre', { tabindex: 0 });
  node.append(el('div', { class: 'bar' }, el('h4', {}, 'Body'), copyButton(() => area.textContent)), area);
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const text = area.textContent + decoder.decode(value, { stream: true });
    area.textContent = text.slice(-longestStream);
    area.scrollTop = area.scrollHeight;
  }
};

const bodyView = async (blob, type) => {
  if (!blob.size) return el('p', { class: 'notes' }, 'No body.');
  const isJSON = /[/+]json\b/.test(type);
  if (!isJSON && !/^text\/|xml|javascript|yaml|urlencoded/.test(type)) {
    const url = URL.createObjectURL(blob);
    return el('p', {}, /^image\//.test(type) && el('img', { src: url, alt: 'The response' }),
      el('a', { href: url, download: 'response' }, `Download ${type || 'file'} (${blob.size} bytes)`));
  }
  const text = await blob.text();
  let shown = text;
  try {
    if (isJSON) shown = indented(text);
  } catch { /* Malformed JSON is shown unchanged. */ }
  return el('div', {}, el('div', { class: 'bar' }, el('h4', {}, 'Body'), copyButton(() => shown)), code(shown, isJSON));
};

// The documented responses of an operation to a status: `404`, else `4XX`, else `default`.
const documentedResponse = ({ responses = {} }, status) =>
  resolve(responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses.default);

const headersView = (headers, documented) => {
  const about = new Map(Object.entries(documented ?? {}).map(([name, header]) => [name.toLowerCase(), resolve(header)]));
  return el('details', { open: about.size > 0 }, el('summary', {}, 'Headers'),
    el('dl', { class: 'headers' }, [...headers].map(([name, value]) => [
      el('dt', {}, el('code', {}, name)),
      el('dd', {}, el('code', {}, value), about.get(name)?.description && markdown(about.get(name).description)),
    ])));
};

// Sends a request and shows its response in a node.
const send = async (request, operation, node, signal) => {
  const { method, url, headers, body } = request;
  const start = performance.now();
  const response = await withCookies(request.cookies, () => fetch(url, { method, headers, body, signal }));
  const type = response.headers.get('content-type') ?? '';
  const about = el('span', { class: 'notes' });
  const status = el('p', {},
    el('strong', { class: `status ${response.ok ? 'good' : 'bad'}` }, `${response.status} ${response.statusText}`), about);
  const fields = headersView(response.headers, documentedResponse(operation, response.status).headers);
  const elapsed = () => ` ${Math.round(performance.now() - start)} ms`;
  if (/^text\/event-stream|ndjson|jsonl|json-seq/.test(type)) {
    node.replaceChildren(status, fields);
    await streamView(response, node);
    about.textContent = elapsed();
    return;
  }
  const blob = await response.blob();
  about.textContent = `${elapsed()} · ${blob.size} bytes`;
  node.replaceChildren(status, await bodyView(blob, type), fields);
};
