// Where a worker is, asked once at check-in and once at check-out, never in between. A refusal is fine.

const TIMEOUT_MS = 8_000;

export const REFUSAL_REASONS = ["safety", "no_signal", "phone_setting", "other"];

/** The place type stands in where coordinates must never be taken (a shelter, a hidden address). */
export const placeOnly = (visit) => ({ method: "place_type", place_type: visit.place_type });

/** Without coordinates, with the worker's reason in words. */
export const withReason = (visit, reason) => ({ method: "manual", place_type: visit.place_type, reason });

/**
 * {location} as the record keeps it, or {missing}: "denied", "unavailable" or "timeout", when a reason is needed.
 *
 * A confidential place resolves at once and asks the phone nothing.
 */
export function askLocation(visit, geolocation = globalThis.navigator?.geolocation) {
  if (visit.is_confidential) return Promise.resolve({ location: placeOnly(visit) });
  if (!geolocation) return Promise.resolve({ missing: "unavailable" });
  return new Promise((resolve) => {
    let answered = false;
    const answer = (value) => {
      if (!answered) resolve(value);
      answered = true;
    };
    // Some phones never answer when the question is swiped away: the worker must not stand at a door waiting.
    const limit = setTimeout(() => answer({ missing: "timeout" }), TIMEOUT_MS + 1_000);
    const found = ({ coords }) => {
      clearTimeout(limit);
      answer({
        location: {
          method: "gps",
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy_m: coords.accuracy,
          place_type: visit.place_type,
        },
      });
    };
    const failed = ({ code }) => {
      clearTimeout(limit);
      answer({ missing: { 1: "denied", 2: "unavailable", 3: "timeout" }[code] ?? "unavailable" });
    };
    geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 0 });
  });
}
