// The credentials that requests are sent with, and the dialog to enter them.

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

const field = (label, attributes) => {
  const input = el('input', { autocomplete: 'off', spellcheck: 'false', ...attributes });
  return { input, node: el('label', { class: 'field' }, el('span', {}, label), input) };
};

// Checkboxes for the scopes of a flow, all of which are requested unless they are cleared.
const scopesField = (scopes) => {
  const boxes = Object.entries(scopes).map(([scope, description]) => {
    const box = el('input', { type: 'checkbox', checked: true, value: scope });
    return { box, node: el('label', { class: 'scope' }, box, el('span', {}, el('code', {}, scope), ' ', inline(description))) };
  });
  const input = { get value() { return boxes.filter(({ box }) => box.checked).map(({ box }) => box.value).join(' '); } };
  return { input, node: el('fieldset', {}, el('legend', {}, 'Scopes'), boxes.map(({ node }) => node)) };
};

// The form for one security scheme.
const schemeForm = (name, scheme, changed) => {
  const status = el('p', { role: 'status' });
  const [kind, flow] = Object.keys(grants).map((key) => [key, scheme.flows?.[key]]).find(([, value]) => value) ?? [];
  const fields = {};
  const add = (key, label, attributes = {}) => {
    fields[key] = field(label, attributes);
    return fields[key].node;
  };
  const inputs = [];
  let help = 'Enter a token.';
  if (flow) {
    help = `OAuth 2.0, ${grants[kind].label}: ${new URL(flow.tokenUrl, documentURL).href}`;
    if (kind === 'password') {
      inputs.push(add('username', 'Username', { required: true, autocomplete: 'username' }));
      inputs.push(add('password', 'Password', { type: 'password', required: true, autocomplete: 'current-password' }));
    }
    inputs.push(add('client_id', kind === 'password' ? 'Client ID (optional)' : 'Client ID',
      { value: document.body.dataset.clientId, required: kind !== 'password' }));
    inputs.push(add('client_secret', kind === 'clientCredentials' ? 'Client secret' : 'Client secret (optional)',
      { type: 'password' }));
    if (kind === 'authorizationCode') help += `. Register the redirect URL ${redirectURL()} with the authorization server.`;
    if (Object.keys(flow.scopes ?? {}).length) {
      fields.scope = scopesField(flow.scopes);
      inputs.push(fields.scope.node);
    }
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
