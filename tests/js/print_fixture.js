// Prints the fixture as JSON, for Python tests and for seeding a browser.
import { ME, bundles, me } from "./fixture.js";

process.stdout.write(JSON.stringify({ account: ME, me: me(), bundles: bundles(), at: new Date().toISOString() }));
