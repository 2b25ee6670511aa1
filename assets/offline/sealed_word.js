// A visit word, sealed to the server's key as it is typed: neither word lies on this phone in clear, not in the outbox
// either, and two sealings of one word have nothing in common. The other end: casework/visits/sealed_words.py.
const PADDED = 256;
const INFO = new TextEncoder().encode("casepwa visit word");
const CURVE = { name: "ECDH", namedCurve: "P-256" };

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const base64Of = (bytes) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));

/** `publicKey`: me.word_key. Rejects where the browser has no WebCrypto (a page that came without https). */
export async function sealWord(word, publicKey) {
  const { subtle } = globalThis.crypto;
  const theirs = await subtle.importKey("raw", bytesOf(publicKey), CURVE, false, []);
  const mine = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await subtle.exportKey("raw", mine.publicKey));
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const derive = { name: "HKDF", hash: "SHA-256", salt: point, info: INFO };
  const key = await subtle.deriveKey(derive, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12));
  const plain = new Uint8Array(PADDED);
  plain.set(new TextEncoder().encode(word.trim()).slice(0, PADDED));
  const hidden = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  return base64Of([...point, ...iv, ...hidden]);
}
