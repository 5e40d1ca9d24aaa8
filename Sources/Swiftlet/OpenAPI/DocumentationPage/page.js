// The page: its header, the list of operations and schemas, and deep links to them.

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
  return [...byTag.values(), { name: 'Webhooks', items: webhooks }].filter(({ items }) => items.length)
    .map((group) => ({ ...group, id: `tag/${group.name}` }));
};

const docsLink = ({ url, description } = {}) => url && link(url, description ?? 'More documentation');

// The license, the contact and other links of the API.
const factsView = ({ license, contact = {}, termsOfService: terms }) => {
  const facts = [
    el('a', { href: documentURL.href }, `OpenAPI ${api.openapi ?? ''}`),
    license && (license.url ? link(license.url, license.name) : license.name),
    terms && link(terms, 'Terms of service'),
    contact.url ? link(contact.url, contact.name ?? 'Contact') : contact.name,
    contact.email && link(`mailto:${contact.email}`, contact.email),
    docsLink(api.externalDocs),
  ];
  return el('p', { class: 'notes' }, facts.filter(Boolean).map((fact, index) => [index > 0 && ' · ', fact]));
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
    info.summary && el('p', {}, info.summary), info.description && markdown(info.description), factsView(info),
    el('div', { class: 'tools', role: 'search' }, filter, servers, schemes().length > 0 && opener), count, dialog);
};

// A named schema, created when it is first opened.
const schemaItem = ([name, schema]) => {
  const node = el('details', { class: 'response', id: `schemas/${name}` }, el('summary', {}, el('code', {}, name)));
  const toggle = (open) => {
    node.open = open;
    if (open && node.childElementCount === 1) node.append(schemaView(schema));
  };
  node.addEventListener('toggle', () => toggle(node.open));
  const reference = `#/components/schemas/${name}`;
  const matches = (words) => words.every((word) => name.toLowerCase().includes(word) || wordsOf(reference).text.includes(word));
  return { node, id: node.id, isFirst: true, toggle, button: node.firstChild, matches };
};

const sectionView = ({ name, id, description, externalDocs, items }) => el('section', { id },
  el('h2', {}, name), description && markdown(description), externalDocs && el('p', {}, docsLink(externalDocs)),
  items.map(({ node }) => node));

// Links to the sections, with the number of their operations.
const contentsView = (sections) => sections.length > 1 && el('nav', { 'aria-label': 'Contents' },
  el('ul', {}, sections.map(({ id, name, items }) => el('li', {},
    el('a', { href: `#${encodeURIComponent(id)}` }, name), ' ', el('span', { class: 'notes' }, items.length)))));

const show = (main) => {
  const listed = groups();
  const schemas = Object.entries(api.components?.schemas ?? {}).map(schemaItem);
  const sections = [...listed, { name: 'Schemas', id: 'schemas', items: schemas }].filter(({ items }) => items.length)
    .map((section) => ({ ...section, node: sectionView(section) }));
  const items = sections.flatMap((section) => section.items);
  const operationItems = listed.flatMap((group) => group.items);
  const contents = contentsView(sections);
  const count = el('p', { class: 'notes', role: 'status' });
  const applyFilter = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) item.node.hidden = !item.matches(words);
    for (const section of sections) section.node.hidden = section.items.every(({ node }) => node.hidden);
    const shown = new Set(operationItems.filter(({ node }) => !node.hidden).map(({ id }) => id)).size;
    count.textContent = words.length ? `${shown} of ${new Set(operationItems.map(({ id }) => id)).size} operations` : '';
  };
  const filter = el('input', {
    type: 'search', placeholder: 'Filter ( / )', 'aria-label': 'Filter operations', input: applyFilter,
  });
  main.classList.toggle('has-contents', Boolean(contents));
  main.replaceChildren(header(filter, count), contents || '', el('div', {}, sections.map(({ node }) => node)));

  const follow = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch { /* Not encoded. */ }
    const item = items.find((one) => one.id === id && one.isFirst);
    const node = item?.node ?? sections.find((section) => section.id === id)?.node;
    if (!node) return;
    if (node.closest('[hidden]')) {
      filter.value = '';
      applyFilter();
    }
    item?.toggle(true);
    node.scrollIntoView();
    item?.button.focus({ preventScroll: true });
  };
  // A link to the fragment that the URL already has does not change it.
  document.addEventListener('click', ({ target }) => {
    if (target.closest?.('a[href^="#"]')?.hash === location.hash) follow();
  });
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

const start = async () => {
  const main = document.querySelector('main');
  if (forwardRedirect()) {
    main.replaceChildren(el('p', {}, 'The authorization is complete. You can close this window.'));
    return;
  }
  try {
    const response = await fetch(documentURL, { headers: { Accept: 'application/json' } });
    if (!response.ok) throw new Error(`status ${response.status}`);
    api = await response.json();
  } catch (error) {
    main.replaceChildren(el('p', { role: 'alert', class: 'bad' },
      `Failed to load ${documentURL.href}: ${error.message}`));
    return;
  }
  show(main);
};

start();
