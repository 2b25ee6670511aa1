// Installing the app: how this platform does it, and the browser's own question where it offers one (kept by boot.js).
import { t } from "../text.js";

/** ios_safari, ios_other, android, mac_safari, firefox or desktop. */
export function platformOf(userAgent, { touchPoints = 0 } = {}) {
  const isApplePhone = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
  if (isApplePhone) return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? "ios_other" : "ios_safari";
  if (/Android/.test(userAgent)) return "android";
  if (/Firefox/.test(userAgent)) return "firefox";
  if (/Macintosh/.test(userAgent) && /Safari/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent)) return "mac_safari";
  return "desktop";
}

const STEPS = {
  ios_safari: () => t("iPhone or iPad, in Safari: tap Share, then Add to Home Screen, then Add."),
  ios_other: () => t("iPhone or iPad: open this page in Safari. Tap Share, then Add to Home Screen, then Add."),
  android: () => t("Android: open the browser’s menu, then Install app or Add to Home screen."),
  mac_safari: () => t("Mac, in Safari: open the File menu, then Add to Dock."),
  firefox: () => t("Firefox on a computer cannot install apps: open this page in Chrome, Edge or Safari."),
  desktop: () => t("Computer, in Chrome or Edge: tap the install sign at the right of the address."),
};
const OTHERS = ["ios_safari", "android", "desktop", "mac_safari"];

/** {mine, others: [{id, words}]}: the way on this device first. */
export function waysToInstall(platform) {
  const others = OTHERS.filter((one) => one !== platform && !(platform === "ios_other" && one === "ios_safari"));
  return { mine: STEPS[platform](), others: others.map((id) => ({ id, words: STEPS[id]() })) };
}

export const isInstalled = () =>
  Boolean(globalThis.matchMedia?.("(display-mode: standalone)").matches || globalThis.navigator?.standalone);

/** "Chrome on Android" of a user agent: what a device is called from its first sign-in, in the language of that moment. */
export function deviceName(userAgent) {
  const browser = [
    ["Edg", "Edge"],
    ["SamsungBrowser", "Samsung Internet"],
    ["FxiOS", "Firefox"],
    ["Firefox", "Firefox"],
    ["CriOS", "Chrome"],
    ["Chrome", "Chrome"],
    ["Safari", "Safari"],
  ].find(([mark]) => (userAgent ?? "").includes(mark))?.[1];
  const system = [
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android"],
    ["Windows", "Windows"],
    ["Mac OS", "Mac"],
    ["CrOS", "Chromebook"],
    ["Linux", "Linux"],
  ].find(([mark]) => (userAgent ?? "").includes(mark))?.[1];
  if (!browser || !system) return t("A device");
  return t("{browser} on {system}", { browser, system });
}
