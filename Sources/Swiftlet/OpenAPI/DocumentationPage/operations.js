// Operations: their inputs and responses.

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

// The examples of a response's body; none is generated for other formats than JSON.
const examplesView = (type, media) => {
  const isJSON = /[/+]json$/.test(type);
  if (!isJSON && media.example === undefined && !media.examples) return [];
  return namedExamples(media, media.schema ?? {}, 'writeOnly').map(([name, value]) => {
    const text = isJSON || typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
    return el('details', {}, el('summary', {}, name), copyButton(() => text), code(text, isJSON));
  });
};

const responsesView = (operation) => Object.entries(operation.responses ?? {}).map(([status, value], index) => {
  const response = resolve(value);
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => [name, resolve(header)]);
  const contents = Object.entries(response.content ?? {});
  return el('details', { class: 'response', open: index === 0 },
    el('summary', {}, el('strong', { class: `status ${/^[23]/.test(status) ? 'good' : 'bad'}` }, status), ' ',
      response.description ?? ''),
    headers.map(([name, header]) => el('div', {}, el('code', {}, name), ' ', typeView(header.schema),
      header.description && markdown(header.description))),
    Object.entries(response.links ?? {}).map(([name, value]) => linkView(name, resolve(value))),
    contents.length === 0 && el('p', { class: 'notes' }, 'No body.'),
    contents.map(([type, media]) => el('div', {},
      el('p', { class: 'notes' }, type),
      media.schema && schemaView(media.schema),
      examplesView(type, media))));
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
    !entry.isOutgoing && el('div', { class: 'links' },
      copyButton(() => new URL(`#${encodeURIComponent(entry.id)}`, location.href).href, 'Copy link')),
    operation.deprecated && el('p', { class: 'bad' }, 'Deprecated.'),
    operation.description && markdown(operation.description),
    operation.externalDocs && el('p', {}, link(operation.externalDocs.url, operation.externalDocs.description ?? 'More')),
    needed.length > 0 && el('p', { class: 'notes' }, `Authorization: ${needed.join(', or ')}.`),
    entry.isOutgoing ? outgoingView(entry) : requestForm(entry),
    el('h4', {}, entry.isOutgoing ? 'Expected responses' : 'Responses'), responsesView(operation),
    callbacks.length > 0 && el('h4', {}, 'Callbacks'), callbacks);
};

// A choice of the `Accept` field, if a successful response has several content types.
const acceptChoice = ({ responses = {} }) => {
  const types = Object.entries(responses).filter(([status]) => /^2/.test(status))
    .flatMap(([, response]) => Object.keys(resolve(response).content ?? {}));
  const distinct = [...new Set(types)];
  return distinct.length > 1
    && el('select', {}, ['*/*', ...distinct].map((type) => el('option', { value: type === '*/*' ? '' : type }, type)));
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
  let controller = new AbortController();
  const cancel = el('button', { type: 'button', hidden: true, click: () => controller.abort() }, 'Cancel');
  const accepted = acceptChoice(operation);
  const request = () => makeRequest(entry, rows, chosenBody(), accepted && accepted.value);
  const refresh = () => { command.textContent = curlCommand(request()); };
  const submit = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    controller = new AbortController();
    button.disabled = true;
    cancel.hidden = false;
    refresh();
    result.replaceChildren(el('p', { class: 'notes' }, 'Waiting for the response…'));
    try {
      await send(request(), operation, result, controller.signal);
    } catch (error) {
      // What has arrived remains.
      if (controller.signal.aborted) result.append(el('p', { class: 'notes' }, 'Canceled.'));
      else result.replaceChildren(el('p', { class: 'bad' }, `Request failed: ${error.message}`));
    }
    button.disabled = false;
    cancel.hidden = true;
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
        requestBody.required && el('span', { class: 'required' }, ' required'),
        !requestBody.required && el('label', { class: 'notes', for: optional.id }, ' ', optional, ' Send')), choice),
      requestBody.description ? markdown(requestBody.description) : '', bodyContainer,
    ] : []),
    el('h4', {}, 'Try it out'),
    accepted ? el('label', { class: 'field' }, el('span', {}, 'Accepted response'), accepted) : '',
    el('div', { class: 'buttons' }, button, cancel),
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
  return { node, id, isFirst, toggle, button, matches: matcher(entry) };
};
