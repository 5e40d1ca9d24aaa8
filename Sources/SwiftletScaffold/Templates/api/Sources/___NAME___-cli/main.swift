// The CLI for local development: serves the app, sends events to it, replays event files, packages it.

import SwiftletHarness
import ___MODULE___

Harness.main(makeApp, name: "___NAME___", abstract: "___MODULE___ on this machine.")
