// Access tokens of OAuth 2.0.

// The grants that the page can use, by the name of the flow in the document, the preferred one first.
const grants = {
  authorizationCode: { type: 'authorization_code', label: 'authorization code with PKCE' },
  password: { type: 'password', label: 'password' },
  clientCredentials: { type: 'client_credentials', label: 'client credentials' },
};

const base64URL = (bytes) => btoa(String.fromCharCode(...bytes))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const randomText = () => base64URL(crypto.getRandomValues(new Uint8Array(32)));

// The authorization server redirects to this page, which passes the parameters on to the page that opened the window.
const redirectURL = () => location.origin + location.pathname;
const redirects = () => new BroadcastChannel('swiftlet.authorization');

// Passes the parameters of a redirect on, and returns whether there are any.
const forwardRedirect = () => {
  const parameters = Object.fromEntries(new URLSearchParams(location.search));
  if (!parameters.state || !(parameters.code || parameters.error)) return false;
  // The code must not remain in the history.
  history.replaceState(null, '', location.pathname);
  redirects().postMessage(parameters);
  window.close();
  return true;
};

let cancelAuthorization = () => {};

// Waits for the redirect with a state. A later authorization cancels it, since a closed window cannot be detected reliably.
const redirectParameters = (state) => new Promise((done, fail) => {
  const channel = redirects();
  const end = (settle, value) => {
    channel.close();
    settle(value);
  };
  cancelAuthorization();
  cancelAuthorization = () => end(fail, new Error('Canceled by another authorization.'));
  channel.onmessage = ({ data }) => {
    if (data.state === state) end(done, data);
  };
});

// Asks the user in a window of the authorization server, and returns the fields of the token request (RFC 6749, RFC 7636).
const authorize = async (flow, { client_id: id, client_secret: secret, scope }) => {
  if (!crypto.subtle) throw new Error('PKCE is available only with HTTPS or on localhost.');
  // Opened before the first wait: browsers block windows that are not opened by a click.
  const popup = window.open('', '_blank', 'popup,width=520,height=720');
  if (!popup) throw new Error('The browser blocked the window of the authorization server.');
  const verifier = randomText();
  const state = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(flow.authorizationUrl, documentURL);
  const query = {
    response_type: 'code', client_id: id, redirect_uri: redirectURL(), scope, state,
    code_challenge: base64URL(new Uint8Array(digest)), code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) {
    if (value) url.searchParams.set(name, value);
  }
  const redirect = redirectParameters(state);
  popup.location.replace(url.href);
  const { code, error, error_description: reason } = await redirect;
  if (!code) throw new Error(reason ?? error);
  return { client_id: id, client_secret: secret, code, redirect_uri: redirectURL(), code_verifier: verifier };
};

// A token URL is relative to the document: `auth/login` of `/api/v1/openapi.json` is `/api/v1/auth/login`.
const requestToken = async (flow, kind, values) => {
  const fields = kind === 'authorizationCode' ? await authorize(flow, values) : values;
  const form = new URLSearchParams({ grant_type: grants[kind].type });
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
