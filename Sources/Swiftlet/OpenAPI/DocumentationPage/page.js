// The list of operations, the filter and deep links.

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
