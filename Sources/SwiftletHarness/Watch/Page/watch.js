"use strict";

// Loads the page again, with GET, once there is another version of the app than the one that the page shows.
const version = document.body.dataset.version;
const target = location.pathname + location.search;
setInterval(async () => {
  try {
    const response = await fetch(target, { headers: { "Swiftlet-Watch-Version": version } });
    if (await response.text() !== version) location.replace(target);
  } catch {
    // The server is stopped; it may be started again.
  }
}, 500);
