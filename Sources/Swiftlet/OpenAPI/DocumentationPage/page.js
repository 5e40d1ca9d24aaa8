// The script of the documentation page. Its parts share one scope: `DocumentationPage` inserts it as one script.
'use strict';

// MARK: Elements, text and code

// Creates an element. Strings become text nodes; the document's contents are never parsed as HTML.
const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  const isPresent = (child) => child !== undefined && child !== null && child !== false && child !== '';
  node.append(...children.flat(Infinity).filter(isPresent));
  return node;
};

let lastID = 0;
const newID = () => `e${++lastID}`;

// Creates a link for web and mail URLs; others, such as `javascript:`, remain text.
const link = (target, text) => {
  try {
    const url = new URL(target, documentURL);
    if (['http:', 'https:', 'mailto:'].includes(url.protocol)) {
      return el('a', { href: url.href, rel: 'noreferrer noopener' }, text);
    }
  } catch { /* Not a URL. */ }
  return text;
};

// A subset of CommonMark: paragraphs, lists, headings, code, emphasis, links.
const inline = (text) => {
  const nodes = [];
  let end = 0;
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/g;
  for (const match of text.matchAll(pattern)) {
    nodes.push(text.slice(end, match.index));
    const [all, code, strong, emphasis, label, target, url] = match;
    if (code) nodes.push(el('code', {}, code));
    else if (strong) nodes.push(el('strong', {}, strong));
    else if (emphasis) nodes.push(el('em', {}, emphasis));
    else if (label) nodes.push(link(target, label));
    else nodes.push(link(url, url));
    end = match.index + all.length;
  }
  nodes.push(text.slice(end));
  return nodes;
};

const markdown = (text) => {
  const root = el('div', { class: 'text' });
  String(text ?? '').split(/^```.*$/m).forEach((part, index) => {
    if (index % 2) {
      root.append(el('pre', {}, part.replace(/^\n|\n$/g, '')));
      return;
    }
    for (const block of part.split(/\n\s*\n/)) {
      const lines = block.trim().split('\n').map((line) => line.trim());
      if (lines.every((line) => /^[-*+] /.test(line))) {
        root.append(el('ul', {}, lines.map((line) => el('li', {}, inline(line.slice(2))))));
      } else if (lines.every((line) => /^\d+[.)] /.test(line))) {
        root.append(el('ol', {}, lines.map((line) => el('li', {}, inline(line.replace(/^\d+[.)] /, ''))))));
      } else if (/^#{1,6} /.test(lines[0])) {
        root.append(el('p', {}, el('strong', {}, inline(lines[0].replace(/^#+ /, '')))));
        if (lines.length > 1) root.append(el('p', {}, inline(lines.slice(1).join(' '))));
      } else if (lines[0]) {
        root.append(el('p', {}, inline(lines.join(' '))));
      }
    }
  });
  return root;
};

// Indents JSON without converting its numbers, which may exceed JavaScript's precision.
const indented = (text) => {
  JSON.parse(text);
  let result = '';
  let depth = 0;
  let isAfterOpening = false;
  const line = () => '\n' + '  '.repeat(depth);
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      result += (isAfterOpening ? '' : line()) + token;
    } else {
      if (isAfterOpening) result += line();
      if (token === '{' || token === '[') depth += 1;
      result += token === ',' ? ',' + line() : token === ':' ? ': ' : token;
    }
    isAfterOpening = token === '{' || token === '[';
  }
  return result;
};

// A code block with syntax highlighting for JSON, unless it is very long.
const code = (text, isJSON) => {
  const pre = el('pre', { tabindex: 0 });
  if (!isJSON || text.length > 200000) {
    pre.append(text);
    return pre;
  }
  let end = 0;
  for (const match of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g)) {
    const kind = match[2] ? 'key' : match[1] ? 'string' : 'literal';
    pre.append(text.slice(end, match.index), el('span', { class: kind }, match[1] ?? match[0]));
    end = match.index + (match[1] ?? match[0]).length;
  }
  pre.append(text.slice(end));
  return pre;
};

const copyButton = (text) => {
  const button = el('button', { type: 'button', class: 'small', click: async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed by the browser';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  } }, 'Copy');
  return button;
};

// MARK: Schemas and example values

// Resolves references, keeping sibling members as OpenAPI 3.1 allows.
const resolve = (value) => {
  const seen = new Set();
  let schema = value;
  while (schema && typeof schema.$ref === 'string' && schema.$ref.startsWith('#/') && !seen.has(schema.$ref)) {
    seen.add(schema.$ref);
    const { $ref, ...beside } = schema;
    const names = $ref.slice(2).split('/');
    const name = (part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
    schema = { ...names.reduce((object, part) => object?.[name(part)], api), ...beside };
  }
  return schema && typeof schema === 'object' ? schema : {};
};

const isNull = (schema) => resolve(schema).type === 'null';

// The non-null alternative of a nullable schema, or the schema itself.
const present = (value) => {
  const schema = resolve(value);
  const choices = schema.anyOf ?? schema.oneOf;
  const others = choices?.filter((choice) => !isNull(choice));
  if (others?.length === 1) return present({ ...schema, anyOf: undefined, oneOf: undefined, ...resolve(others[0]) });
  if (schema.allOf?.length === 1) return present({ ...schema, allOf: undefined, ...resolve(schema.allOf[0]) });
  return schema;
};

const typesOf = (schema) => [schema.type ?? []].flat();
const isFile = (schema) => schema.format === 'binary' || (schema.contentMediaType && !schema.contentEncoding);

const typeText = (value) => {
  if (value?.$ref) return value.$ref.split('/').pop();
  const schema = resolve(value);
  if ('const' in schema) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeText).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeText).join(' & ');
  const types = typesOf(schema);
  if (types.includes('array')) return `array of ${schema.items ? typeText(schema.items) : 'any'}`;
  if (isFile(schema)) return 'file';
  const format = schema.format ? ` (${schema.format})` : '';
  return (types.join(' | ') || (schema.properties ? 'object' : 'any')) + format;
};

const range = (low, high, unit) => {
  if (low === undefined && high === undefined) return [];
  if (low === high) return [`${low} ${unit}`];
  if (low === undefined) return [`at most ${high} ${unit}`];
  return [high === undefined ? `at least ${low} ${unit}` : `${low} to ${high} ${unit}`];
};

// Describes a schema's constraints.
const constraints = (schema) => {
  const list = [];
  const add = (key, text) => { if (schema[key] !== undefined) list.push(`${text} ${schema[key]}`); };
  add('minimum', '≥');
  add('exclusiveMinimum', '>');
  add('maximum', '≤');
  add('exclusiveMaximum', '<');
  add('multipleOf', 'multiple of');
  list.push(...range(schema.minLength, schema.maxLength, 'characters'));
  list.push(...range(schema.minItems, schema.maxItems, 'items'));
  list.push(...range(schema.minProperties, schema.maxProperties, 'properties'));
  add('pattern', 'matches');
  if (schema.uniqueItems) list.push('unique items');
  if (schema.additionalProperties === false) list.push('no additional properties');
  if (schema.enum) list.push('one of ' + schema.enum.map((value) => JSON.stringify(value)).join(', '));
  if (schema.default !== undefined) list.push(`default ${JSON.stringify(schema.default)}`);
  const example = schema.examples?.[0] ?? schema.example;
  if (example !== undefined) list.push(`example ${JSON.stringify(example)}`);
  if (schema.readOnly) list.push('read only');
  if (schema.writeOnly) list.push('write only');
  if (schema.deprecated) list.push('deprecated');
  return list;
};

// The constraints of a schema, or of its non-null alternative, and of its items.
const allConstraints = (value) => {
  const schema = present(value);
  const own = constraints(schema);
  const items = schema.items ? constraints(present(schema.items)).map((text) => `each ${text}`) : [];
  return [...own, ...items];
};

// The members of a schema, as rows.
const members = (value) => {
  const schema = present(value);
  const rows = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    rows.push({ name, schema: property, isRequired: schema.required?.includes(name) });
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    rows.push({ name: 'any key', schema: schema.additionalProperties });
  }
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    if (members(choice).length) rows.push({ name: `${schema.anyOf ? 'any' : 'one'} of`, schema: choice });
  }
  for (const part of schema.allOf ?? []) rows.push(...members(part));
  if (!rows.length && schema.items) rows.push(...members(schema.items));
  return rows;
};

// A schema as an expandable list; nested schemas are created lazily, because a schema may be recursive.
const schemaView = (value, depth = 0) => {
  const rows = members(value);
  const list = rows.map(({ name, schema, isRequired }) => {
    const notes = allConstraints(schema);
    const text = present(schema).description;
    const item = el('li', {},
      el('code', { class: 'name' }, name), ' ',
      el('span', { class: 'type' }, typeText(schema)),
      isRequired && el('span', { class: 'required' }, ' required'),
      notes.length > 0 && el('span', { class: 'notes' }, ' ' + notes.join(' · ')),
      text && markdown(text));
    if (members(schema).length) {
      const inner = el('details', {}, el('summary', {}, `Members of ${typeText(schema)}`));
      inner.addEventListener('toggle', () => {
        if (inner.open && inner.childElementCount === 1) inner.append(schemaView(schema, depth + 1));
      });
      if (depth < 1) inner.open = true;
      item.append(inner);
    }
    return item;
  });
  const head = depth === 0 && el('p', {},
    el('span', { class: 'type' }, typeText(value)),
    el('span', { class: 'notes' }, ' ' + allConstraints(value).join(' · ')));
  return el('div', { class: 'schema' }, head, list.length > 0 && el('ul', {}, list));
};

const formats = {
  'email': 'user@example.com', 'uuid': '3fa85f64-5717-4562-b3fc-2c963f66afa6', 'uri': 'https://example.com/',
  'date-time': '2030-01-31T12:00:00Z', 'date': '2030-01-31', 'time': '12:00:00Z', 'duration': 'PT1H',
  'ipv4': '192.0.2.1', 'ipv6': '2001:db8::1', 'hostname': 'example.com',
};

const exampleNumber = (schema) => {
  const step = schema.multipleOf ?? 1;
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + step);
  const high = schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - step);
  const start = low ?? (high === undefined ? 1 : Math.min(1, high));
  return schema.multipleOf ? Math.ceil(start / step) * step : start;
};

// Generates an example value; `above` are the references that lead to the schema, to detect recursion.
const example = (value, above = []) => {
  if (value?.$ref && above.includes(value.$ref)) return null;
  const trail = value?.$ref ? [...above, value.$ref] : above;
  const schema = resolve(value);
  if (schema.examples?.length) return schema.examples[0];
  for (const key of ['example', 'const', 'default']) {
    if (schema[key] !== undefined && schema[key] !== null) return schema[key];
  }
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.find((choice) => !isNull(choice));
  if (choice) return example(choice, trail);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => example(part, trail)));
  const types = typesOf(schema);
  if (types.includes('object') || schema.properties) {
    const object = {};
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!resolve(property).readOnly) object[name] = example(property, trail);
    }
    const other = schema.additionalProperties;
    if (other && typeof other === 'object') object.key = example(other, trail);
    return object;
  }
  if (types.includes('array')) {
    const item = schema.items ? example(schema.items, trail) : 'string';
    return item === null ? [] : Array(schema.uniqueItems ? 1 : Math.max(1, schema.minItems ?? 1)).fill(item);
  }
  if (types.includes('integer') || types.includes('number')) return exampleNumber(schema);
  if (types.includes('boolean')) return true;
  if (types.includes('string')) {
    const text = formats[schema.format] ?? 'string'.padEnd(schema.minLength ?? 0, '-');
    return schema.maxLength < text.length && !formats[schema.format] ? text.slice(0, schema.maxLength) : text;
  }
  return types.includes('null') ? null : {};
};

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

// MARK: Input controls, requests and responses

// An input control for a schema. `read` returns strings or files; an empty array if the control is empty.
const control = (value, { name, isRequired, prefill }) => {
  const schema = present(value);
  const types = typesOf(schema);
  const item = types.includes('array') ? present(schema.items ?? {}) : undefined;
  const id = newID();
  const common = { id, name, 'aria-required': isRequired ? 'true' : undefined, 'aria-describedby': `${id}n` };
  if (isFile(item ?? schema)) {
    const input = el('input', { ...common, type: 'file', multiple: item !== undefined });
    return { id, input, read: () => [...input.files] };
  }
  const choices = schema.enum ?? (types.includes('boolean') ? [true, false] : undefined);
  if (choices) {
    const texts = choices.filter((choice) => choice !== null).map(String);
    const input = el('select', common, el('option', { value: '' }, isRequired ? 'Choose' : 'Not sent'),
      texts.map((text) => el('option', { value: text, selected: text === prefill }, text)));
    return { id, input, read: () => (input.value === '' ? [] : [input.value]) };
  }
  if (item || types.includes('object')) {
    const input = el('textarea', { ...common, rows: 2, spellcheck: 'false', placeholder: item ? 'One per line' : 'JSON' });
    input.value = prefill ?? '';
    const read = () => (item ? input.value.split('\n').filter(Boolean) : [input.value].filter(Boolean));
    return { id, input, read };
  }
  const isNumber = types.includes('integer') || types.includes('number');
  const input = el('input', {
    ...common, type: schema.format === 'password' ? 'password' : 'text', autocomplete: 'off', spellcheck: 'false',
    inputmode: isNumber ? 'decimal' : undefined, value: prefill,
    placeholder: schema.default === undefined || schema.default === null ? undefined : String(schema.default),
  });
  return { id, input, read: () => (input.value === '' ? [] : [input.value]) };
};

const asText = (value) => (value === undefined || value === null ? undefined
  : typeof value === 'object' ? JSON.stringify(value) : String(value));

// A labeled input control with its type, constraints and description.
const inputRow = ({ name, place, schema, isRequired, description, sample, isDeprecated }) => {
  const prefill = asText(sample ?? present(schema).examples?.[0]);
  const made = control(schema, { name, isRequired, prefill });
  const node = el('div', { class: 'row' },
    el('label', { for: made.id },
      el('code', { class: isDeprecated ? 'name deprecated' : 'name' }, name),
      isRequired && el('span', { class: 'required' }, ' required'),
      el('span', { class: 'notes' }, place && ` ${place}`)),
    el('div', {}, made.input,
      el('div', { id: `${made.id}n`, class: 'notes' },
        el('span', { class: 'type' }, typeText(schema)), ' ', allConstraints(schema).join(' · '),
        (description ?? present(schema).description) && markdown(description ?? present(schema).description))));
  return { ...made, node };
};

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

const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

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
