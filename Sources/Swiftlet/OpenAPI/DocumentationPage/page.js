// The script of the documentation page. Its parts share one scope: `DocumentationPage` inserts it as one script.
'use strict';

// MARK: Credentials

// The credentials by security scheme, kept in memory only.
const credentials = new Map();

const schemes = () => Object.entries(api.components?.securitySchemes ?? {}).map(([name, value]) => [name, resolve(value)]);
const requirements = (operation) => operation.security ?? api.security ?? [];

// The schemes of the first requirement that is satisfied, or else all schemes with credentials.
const schemesToSend = (operation) => {
  const all = requirements(operation).map((requirement) => Object.keys(requirement));
  const met = all.find((names) => names.length && names.every((name) => credentials.has(name)));
  return (met ?? all.flat()).filter((name) => credentials.has(name));
};

const base64 = (text) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

const applyCredentials = (operation, request) => {
  for (const name of schemesToSend(operation)) {
    const scheme = resolve(api.components?.securitySchemes?.[name]);
    const { token, username, password } = credentials.get(name);
    if (scheme.type === 'apiKey') {
      if (scheme.in === 'query') request.query.append(scheme.name, token);
      else if (scheme.in === 'cookie') request.cookies.push([scheme.name, token]);
      else request.headers.push([scheme.name, token]);
    } else if (scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic') {
      request.headers.push(['Authorization', `Basic ${base64(`${username}:${password}`)}`]);
    } else {
      const kind = scheme.type === 'http' && scheme.scheme?.toLowerCase() !== 'bearer' ? scheme.scheme : 'Bearer';
      request.headers.push(['Authorization', `${kind} ${token}`]);
    }
  }
};

// A token URL is relative to the document: `auth/login` of `/api/v1/openapi.json` is `/api/v1/auth/login`.
const requestToken = async (flow, kind, fields) => {
  const form = new URLSearchParams({ grant_type: kind === 'password' ? 'password' : 'client_credentials' });
  for (const [name, value] of Object.entries(fields)) {
    if (value) form.set(name, value);
  }
  const response = await fetch(new URL(flow.tokenUrl, documentURL), {
    method: 'POST', body: form, headers: { Accept: 'application/json' }, credentials: 'omit',
  });
  const body = await response.json().catch(() => ({}));
  if (response.ok && typeof body.access_token === 'string') return body.access_token;
  const reason = body.error_description ?? body.detail ?? body.error ?? 'no access token in the response';
  throw new Error(`${response.status}: ${typeof reason === 'string' ? reason : JSON.stringify(reason)}`);
};

const field = (label, attributes) => {
  const input = el('input', { autocomplete: 'off', spellcheck: 'false', ...attributes });
  return { input, node: el('label', { class: 'field' }, el('span', {}, label), input) };
};

// The form for one security scheme.
const schemeForm = (name, scheme, changed) => {
  const status = el('p', { role: 'status' });
  const [kind, flow] = ['password', 'clientCredentials'].map((key) => [key, scheme.flows?.[key]])
    .find(([, value]) => value) ?? [];
  const fields = {};
  const add = (key, label, attributes = {}) => {
    fields[key] = field(label, attributes);
    return fields[key].node;
  };
  const inputs = [];
  let help = 'Enter a token.';
  if (flow) {
    help = `OAuth 2.0, ${kind === 'password' ? 'password' : 'client credentials'}: `
      + new URL(flow.tokenUrl, documentURL).href;
    if (kind === 'password') {
      inputs.push(add('username', 'Username', { required: true, autocomplete: 'username' }));
      inputs.push(add('password', 'Password', { type: 'password', required: true, autocomplete: 'current-password' }));
    }
    inputs.push(add('client_id', kind === 'password' ? 'Client ID (optional)' : 'Client ID'));
    inputs.push(add('client_secret', kind === 'password' ? 'Client secret (optional)' : 'Client secret',
      { type: 'password' }));
    const scopes = Object.keys(flow.scopes ?? {});
    if (scopes.length) inputs.push(add('scope', 'Scopes', { value: scopes.join(' ') }));
  } else if (scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic') {
    help = 'HTTP Basic: username and password.';
    inputs.push(add('username', 'Username', { required: true }));
    inputs.push(add('password', 'Password', { type: 'password' }));
  } else {
    if (scheme.type === 'apiKey') help = `API key in the ${scheme.in} \u201c${scheme.name}\u201d.`;
    inputs.push(add('token', scheme.type === 'apiKey' ? 'Key' : 'Token', { type: 'password', required: true }));
  }
  const logout = el('button', { type: 'button', click: () => {
    credentials.delete(name);
    update('Logged out.');
  } }, 'Log out');
  const update = (text) => {
    status.textContent = text;
    logout.hidden = !credentials.has(name);
    changed();
  };
  const submit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(Object.entries(fields).map(([key, { input }]) => [key, input.value]));
    try {
      status.textContent = 'Authorizing…';
      credentials.set(name, flow ? { token: await requestToken(flow, kind, values) } : values);
      for (const { input } of Object.values(fields)) {
        if (input.type === 'password') input.value = '';
      }
      update('Authorized.');
    } catch (error) {
      credentials.delete(name);
      update(`Authorization failed: ${error.message}`);
    }
  };
  logout.hidden = true;
  return el('form', { submit, class: 'scheme' },
    el('h3', {}, name), el('p', { class: 'notes' }, help), scheme.description && markdown(scheme.description),
    inputs, el('div', { class: 'buttons' }, el('button', { class: 'primary' }, 'Authorize'), logout), status);
};

const authorizationDialog = (changed) => {
  const close = el('button', { type: 'button', 'aria-label': 'Close', click: () => dialog.close() }, '✕');
  const dialog = el('dialog', { 'aria-label': 'Authorize' },
    el('div', { class: 'bar' }, el('h2', {}, 'Authorize'), close),
    el('p', { class: 'notes' }, 'Credentials are kept in memory until you leave this page.'),
    schemes().map(([name, scheme]) => schemeForm(name, scheme, changed)));
  return dialog;
};

// MARK: Requests and responses

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
  const isJSON = /[/+]json$/.test(type);
  const sample = media.example ?? resolve(Object.values(media.examples ?? {})[0]).value ?? example(schema);
  const text = isJSON ? JSON.stringify(sample, null, 2) : asText(sample) ?? '';
  const area = el('textarea', {
    class: 'body', spellcheck: 'false', 'aria-label': `Body, ${type}`, rows: Math.min(20, text.split('\n').length + 1),
  });
  area.value = text;
  const add = (request) => {
    request.body = area.value;
    request.headers.push(['Content-Type', type]);
    request.curl.push(['--data-raw', area.value]);
  };
  return { node: area, add };
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

const makeRequest = ({ method, path, operation }, rows, body) => {
  const request = { method, headers: [], cookies: [], query: new URLSearchParams(), curl: [], body: undefined };
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

const send = async (request) => {
  const { method, url, headers, body } = request;
  const start = performance.now();
  const response = await withCookies(request.cookies, () => fetch(url, { method, headers, body }));
  const blob = await response.blob();
  return { response, blob, milliseconds: Math.round(performance.now() - start) };
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

const resultView = async ({ response, blob, milliseconds }) => {
  const kind = response.ok ? 'good' : 'bad';
  return el('div', {},
    el('p', {}, el('strong', { class: `status ${kind}` }, `${response.status} ${response.statusText}`),
      el('span', { class: 'notes' }, ` ${milliseconds} ms · ${blob.size} bytes`)),
    await bodyView(blob, response.headers.get('content-type') ?? ''),
    el('details', {}, el('summary', {}, 'Headers'),
      code([...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'), false)));
};

// MARK: Operations

const documentURL = new URL(document.body.dataset.document, location.href);
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
let api = {};
let serverIndex = 0;

// Server URLs are relative to the document; variables are replaced with their defaults.
const serverURL = () => {
  const server = api.servers?.[serverIndex];
  const url = (server?.url ?? '').replace(/\{([^}]+)\}/g, (all, name) => server.variables?.[name]?.default ?? all);
  return new URL(url || '/', documentURL).href.replace(/\/$/, '');
};

// The operations of paths, or of webhooks or callbacks: requests that the app sends to a URL or under a webhook's name.
const operations = (paths, isOutgoing = false) => Object.entries(paths ?? {}).flatMap(([path, value]) => {
  const item = resolve(value);
  return methods.filter((method) => item[method]).map((method) => {
    const operation = item[method];
    const known = new Map();
    for (const parameter of [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve)) {
      known.set(`${parameter.in} ${parameter.name}`, parameter);
    }
    return {
      path, method: method.toUpperCase(), operation, parameters: [...known.values()], isOutgoing,
      id: operation.operationId ?? `${method}${path}`,
    };
  });
});

// A link from a response to the operation that a client can call next.
const linkView = (name, { operationId, operationRef, parameters, requestBody, description }) => {
  const values = Object.entries(parameters ?? {}).map(([parameter, value]) => `${parameter} = ${asText(value)}`);
  if (requestBody !== undefined) values.push(`body = ${asText(requestBody)}`);
  return el('div', {},
    el('p', {}, el('code', {}, name), ' → ', operationId
      ? el('a', { href: `#${encodeURIComponent(operationId)}` }, operationId) : el('code', {}, operationRef ?? ''),
      el('span', { class: 'notes' }, ' ', values.join(', '))),
    description && markdown(description));
};

const responsesView = (operation) => Object.entries(operation.responses ?? {}).map(([status, value]) => {
  const response = resolve(value);
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => [name, resolve(header)]);
  const contents = Object.entries(response.content ?? {});
  return el('details', { class: 'response' },
    el('summary', {}, el('strong', { class: `status ${/^[23]/.test(status) ? 'good' : 'bad'}` }, status), ' ',
      response.description ?? ''),
    headers.map(([name, header]) => el('p', {}, el('code', {}, name), ' ',
      el('span', { class: 'type' }, typeText(header.schema)), ' ', header.description ?? '')),
    Object.entries(response.links ?? {}).map(([name, value]) => linkView(name, resolve(value))),
    contents.length === 0 && el('p', { class: 'notes' }, 'No body.'),
    contents.map(([type, media]) => el('div', {},
      el('p', { class: 'notes' }, type),
      media.schema && schemaView(media.schema),
      media.schema && /[/+]json$/.test(type) && el('details', {}, el('summary', {}, 'Example'),
        code(JSON.stringify(media.example ?? example(media.schema), null, 2), true)))));
});

// The parameters and the body of a request that the app sends, without a form to try it.
const outgoingView = ({ operation, parameters }) => {
  const body = resolve(operation.requestBody);
  return [
    parameters.length > 0 && el('h4', {}, 'Parameters'),
    parameters.map((parameter) => el('div', {},
      el('p', {}, el('code', { class: parameter.deprecated ? 'name deprecated' : 'name' }, parameter.name),
        parameter.required && el('span', { class: 'required' }, ' required'),
        el('span', { class: 'notes' }, ` ${parameter.in} `, typeText(parameter.schema ?? {}))),
      parameter.description && markdown(parameter.description))),
    operation.requestBody && el('h4', {}, 'Request body'), body.description && markdown(body.description),
    Object.entries(body.content ?? {}).map(([type, media]) => [
      el('p', { class: 'notes' }, type), media.schema && schemaView(media.schema)]),
  ];
};

const callbacksView = (operation) => Object.entries(operation.callbacks ?? {}).flatMap(([name, value]) =>
  operations(resolve(value), true).map((entry) => el('details', { class: 'response' },
    el('summary', {}, el('strong', {}, name), ' ', el('code', {}, `${entry.method} ${entry.path}`)),
    operationView(entry))));

// The expanded part of an operation, created when it is first opened.
const operationView = (entry) => {
  const { operation } = entry;
  const needed = requirements(operation).map((one) => Object.entries(one)
    .map(([name, scopes]) => name + (scopes.length ? ` (${scopes.join(', ')})` : '')).join(' and ') || 'none');
  const callbacks = callbacksView(operation);
  return el('div', { class: 'panel' },
    operation.deprecated && el('p', { class: 'bad' }, 'Deprecated.'),
    operation.description && markdown(operation.description),
    operation.externalDocs && el('p', {}, link(operation.externalDocs.url, operation.externalDocs.description ?? 'More')),
    needed.length > 0 && el('p', { class: 'notes' }, `Authorization: ${needed.join(', or ')}.`),
    entry.isOutgoing ? outgoingView(entry) : requestForm(entry),
    el('h4', {}, entry.isOutgoing ? 'Expected responses' : 'Responses'), responsesView(operation),
    callbacks.length > 0 && el('h4', {}, 'Callbacks'), callbacks);
};

// The inputs of an operation and a button that sends its request.
const requestForm = (entry) => {
  const { operation, parameters } = entry;
  const rows = parameters.map((parameter) => {
    const about = {
      name: parameter.name, place: parameter.in, isRequired: parameter.required, description: parameter.description,
      schema: parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema ?? {},
      sample: parameter.example ?? resolve(Object.values(parameter.examples ?? {})[0]).value,
      isDeprecated: parameter.deprecated,
    };
    const row = inputRow(about);
    // Only path parameters are enforced, so that requests without other inputs can be tried out.
    if (parameter.in === 'path') row.input.required = true;
    return { ...about, ...row };
  });
  const requestBody = resolve(operation.requestBody);
  const contents = Object.entries(requestBody.content ?? {});
  const editors = contents.map(([type, media]) => bodyEditor(type, media));
  const choice = el('select', { 'aria-label': 'Content type' },
    contents.map(([type], index) => el('option', { value: index }, type)));
  const optional = el('input', { type: 'checkbox', id: newID() });
  optional.checked = true;
  const bodyContainer = el('div');
  const chosenBody = () => (contents.length && optional.checked ? editors[Number(choice.value)] : undefined);

  const command = el('pre', { tabindex: 0 });
  const result = el('div', { class: 'result', 'aria-live': 'polite' });
  const button = el('button', { class: 'primary' }, 'Send request');
  const refresh = () => { command.textContent = curlCommand(makeRequest(entry, rows, chosenBody())); };
  const submit = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    refresh();
    result.replaceChildren(el('p', { class: 'notes' }, 'Waiting for the response…'));
    try {
      result.replaceChildren(await resultView(await send(makeRequest(entry, rows, chosenBody()))));
    } catch (error) {
      result.replaceChildren(el('p', { class: 'bad' }, `Request failed: ${error.message}`));
    }
    button.disabled = false;
  };
  const form = el('form', {
    submit, input: refresh, change: refresh,
    keydown: (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(); },
  });
  const showBody = () => {
    const index = Number(choice.value);
    bodyContainer.replaceChildren(editors[index].node, el('details', {}, el('summary', {}, 'Schema'),
      schemaView(contents[index][1].schema ?? {})));
  };
  form.append(
    ...(rows.length ? [el('h4', {}, 'Parameters'), ...rows.map(({ node }) => node)] : []),
    ...(contents.length ? [
      el('div', { class: 'bar' }, el('h4', {}, 'Request body',
        requestBody.required && el('span', { class: 'required' }, ' required')),
        !requestBody.required && el('label', { for: optional.id }, optional, ' send'), choice),
      requestBody.description ? markdown(requestBody.description) : '', bodyContainer,
    ] : []),
    el('h4', {}, 'Try it out'),
    el('div', { class: 'buttons' }, button),
    el('details', {}, el('summary', {}, 'curl command'), copyButton(() => command.textContent), command),
    result);
  if (contents.length) {
    showBody();
    choice.addEventListener('change', showBody);
  }
  document.addEventListener('credentials', refresh);
  refresh();
  return form;
};

const operationItem = (entry, isFirst) => {
  const { operation, method, path, id } = entry;
  const panelID = newID();
  const panel = el('div', { id: panelID, hidden: true });
  const toggle = (open) => {
    if (open && !panel.childElementCount) panel.append(operationView(entry));
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  const button = el('button', {
    type: 'button', 'aria-expanded': 'false', 'aria-controls': panelID,
    click: () => {
      toggle(panel.hidden);
      if (!panel.hidden) history.replaceState(null, '', `#${encodeURIComponent(id)}`);
    },
  },
  el('span', { class: `method ${method.toLowerCase()}` }, method),
  el('code', { class: operation.deprecated ? 'path deprecated' : 'path' }, path),
  el('span', { class: 'summary' }, operation.summary ?? ''),
  requirements(operation).length > 0 && el('span', { class: 'lock' }, 'auth'));
  const node = el('article', { id: isFirst ? id : undefined }, el('h3', {}, button), panel);
  const words = [method, path, id, operation.summary, operation.description, ...(operation.tags ?? [])];
  return { node, id, isFirst, toggle, button, text: words.join(' ').toLowerCase() };
};

// MARK: The list of operations, the filter and deep links

// The operations by tag: first the declared tags in order, then the others in order of appearance.
const groups = () => {
  const byTag = new Map((api.tags ?? []).map((tag) => [tag.name, { ...tag, items: [] }]));
  for (const entry of operations(api.paths)) {
    const tags = entry.operation.tags?.length ? entry.operation.tags : ['default'];
    tags.forEach((name, index) => {
      if (!byTag.has(name)) byTag.set(name, { name, items: [] });
      byTag.get(name).items.push(operationItem(entry, index === 0));
    });
  }
  const webhooks = operations(api.webhooks, true).map((entry) => operationItem(entry, true));
  return [...byTag.values(), { name: 'Webhooks', items: webhooks }].filter(({ items }) => items.length);
};

const header = (filter, count) => {
  const { info = {} } = api;
  const dialog = authorizationDialog(() => {
    opener.textContent = credentials.size ? 'Authorized ✓' : 'Authorize';
    document.dispatchEvent(new Event('credentials'));
  });
  const opener = el('button', { type: 'button', class: 'primary', click: () => dialog.showModal() }, 'Authorize');
  const servers = api.servers?.length > 1 && el('select', { 'aria-label': 'Server', change: (event) => {
    serverIndex = Number(event.target.value);
    document.dispatchEvent(new Event('credentials'));
  } }, api.servers.map((server, index) => el('option', { value: index }, server.description ?? server.url)));
  return el('header', {},
    el('h1', {}, info.title ?? 'API', ' ', el('small', {}, info.version ?? '')),
    info.summary && el('p', {}, info.summary), info.description && markdown(info.description),
    el('p', { class: 'notes' }, el('a', { href: documentURL.href }, `OpenAPI ${api.openapi ?? ''}`),
      info.license && [' · ', info.license.url ? link(info.license.url, info.license.name) : info.license.name],
      info.contact?.email && [' · ', link(`mailto:${info.contact.email}`, info.contact.email)]),
    el('div', { class: 'tools', role: 'search' }, filter, servers, schemes().length > 0 && opener), count, dialog);
};

const start = async () => {
  const main = document.querySelector('main');
  try {
    const response = await fetch(documentURL, { headers: { Accept: 'application/json' } });
    if (!response.ok) throw new Error(`status ${response.status}`);
    api = await response.json();
  } catch (error) {
    main.replaceChildren(el('p', { role: 'alert', class: 'bad' },
      `Failed to load ${documentURL.href}: ${error.message}`));
    return;
  }
  const listed = groups();
  const items = listed.flatMap((group) => group.items);
  const sections = listed.map((group) => ({
    ...group,
    node: el('section', {}, el('h2', {}, group.name), group.description && markdown(group.description),
      group.items.map(({ node }) => node)),
  }));
  const named = Object.entries(api.components?.schemas ?? {});
  const schemaList = named.length > 0 && el('section', {}, el('h2', {}, 'Schemas'), named.map(([name, schema]) => {
    const details = el('details', { class: 'response' }, el('summary', {}, el('code', {}, name)));
    details.addEventListener('toggle', () => {
      if (details.open && details.childElementCount === 1) {
        details.append(schema.description ? markdown(schema.description) : '', schemaView(schema));
      }
    });
    return details;
  }));
  const count = el('p', { class: 'notes', role: 'status' });
  const filter = el('input', { type: 'search', placeholder: 'Filter ( / )', 'aria-label': 'Filter operations',
    input: () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const item of items) item.node.hidden = !words.every((word) => item.text.includes(word));
      for (const section of sections) section.node.hidden = section.items.every(({ node }) => node.hidden);
      const shown = new Set(items.filter(({ node }) => !node.hidden).map(({ id }) => id)).size;
      count.textContent = words.length ? `${shown} of ${new Set(items.map(({ id }) => id)).size} operations` : '';
    } });
  main.replaceChildren(header(filter, count), ...sections.map(({ node }) => node), schemaList || '');

  const follow = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch { /* Malformed escapes are used unchanged. */ }
    const item = items.find((item) => item.id === id && item.isFirst);
    if (!item) return;
    item.toggle(true);
    item.node.scrollIntoView();
    item.button.focus({ preventScroll: true });
  };
  window.addEventListener('hashchange', follow);
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName) || document.querySelector('dialog[open]');
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.focus();
    }
  });
  follow();
};

start();
