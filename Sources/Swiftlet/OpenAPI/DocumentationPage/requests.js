// Requests, and the curl commands that send them.

// The input controls for a body of one content type. `add` sets the body of a request.
const bodyEditor = (type, media) => {
  const schema = media.schema ?? {};
  const isForm = type === 'application/x-www-form-urlencoded';
  const isMultipart = type.startsWith('multipart/');
  if (isForm || isMultipart) {
    const rows = members(schema).map((member) => ({ ...member, ...inputRow(member) }));
    const add = (request) => {
      const form = isForm ? new URLSearchParams() : new FormData();
      for (const row of rows) {
        for (const value of row.read()) {
          form.append(row.name, value);
          const option = isForm ? '--data-urlencode' : value instanceof File ? '-F' : '--form-string';
          request.curl.push([option, `${row.name}=${value instanceof File ? `@${value.name}` : value}`]);
        }
      }
      request.body = form;
    };
    return { node: el('div', {}, rows.map(({ node }) => node)), add };
  }
  if (isFile(present(schema)) || /^(application\/octet-stream|image|audio|video)/.test(type)) {
    const made = control({ contentMediaType: type }, { name: 'body' });
    const add = (request) => {
      [request.body] = made.read();
      request.headers.push(['Content-Type', type]);
      if (request.body) request.curl.push(['--data-binary', `@${request.body.name}`]);
    };
    made.input.setAttribute('aria-label', `Body, ${type}`);
    return { node: made.input, add };
  }
  // A value has no obvious form in other formats, such as XML.
  const isJSON = /[/+]json$/.test(type);
  const samples = namedExamples(media, schema).map(([name, value]) => [name,
    isJSON ? JSON.stringify(value, null, 2) : typeof value === 'object' ? '' : asText(value) ?? '']);
  const lines = Math.max(...samples.map(([, text]) => text.split('\n').length));
  const area = el('textarea', {
    class: 'body', spellcheck: 'false', 'aria-label': `Body, ${type}`, rows: Math.min(20, lines + 1),
  });
  [[, area.value]] = samples;
  const choice = el('select', { 'aria-label': 'Example', change: () => { [, area.value] = samples[choice.value]; } },
    samples.map(([name], index) => el('option', { value: index }, name)));
  const add = (request) => {
    request.body = area.value;
    request.headers.push(['Content-Type', type]);
    request.curl.push(['--data-raw', area.value]);
  };
  return { node: el('div', {}, samples.length > 1 && choice, area), add };
};

const curlCommand = (request) => {
  const parts = [`curl${request.method === 'HEAD' ? ' -I' : ` -X ${request.method}`} ${quoted(request.url)}`];
  for (const [name, value] of request.headers) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (request.cookies.length) {
    parts.push(`-b ${quoted(request.cookies.map(([name, value]) => `${name}=${value}`).join('; '))}`);
  }
  for (const [option, value] of request.curl) parts.push(`${option} ${quoted(value)}`);
  return parts.join(' \\\n  ');
};

const makeRequest = ({ method, path, operation }, rows, body, accepted) => {
  const headers = accepted ? [['Accept', accepted]] : [];
  const request = { method, headers, cookies: [], query: new URLSearchParams(), curl: [], body: undefined };
  let target = path;
  for (const { name, place, read } of rows) {
    const values = read();
    if (place === 'path') target = target.replaceAll(`{${name}}`, encodeURIComponent(values.join(',')));
    else if (place === 'query') values.forEach((value) => request.query.append(name, value));
    else if (place === 'header') values.forEach((value) => request.headers.push([name, value]));
    else values.forEach((value) => request.cookies.push([name, encodeURIComponent(value)]));
  }
  applyCredentials(operation, request);
  body?.add(request);
  const query = request.query.toString();
  request.url = serverURL() + target + (query && `?${query}`);
  return request;
};

// A script cannot set the `Cookie` field, so the page sets the cookies for the duration of the request.
const withCookies = async (cookies, run) => {
  for (const [name, value] of cookies) document.cookie = `${name}=${value}; path=/; samesite=strict`;
  try {
    return await run();
  } finally {
    for (const [name] of cookies) document.cookie = `${name}=; path=/; max-age=0`;
  }
};
