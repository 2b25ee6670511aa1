"""The device action of the page that stands in for a screen that needs the network."""

from casepwa.offline.local import action

try_again = action("tryAgain", module="asked-for.js")
