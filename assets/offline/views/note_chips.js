// Whom a note can say was contacted: the person, their people, their team. Read from one bundle.

const CASE_MANAGERS = new Set(["case_manager", "care_coordinator"]);
const CARING = new Set(["sole", "joint", "guardian", "temporary"]);
const TITLES = new Set(["mr.", "mrs.", "ms.", "mx.", "dr.", "miss", "rev.", "sr.", "sra."]);

/**
 * Chips in the order a worker reaches for them: the person, who cares for them, the team, anyone else.
 *
 * `value` names a chip in a draft and stays the same while the bundle changes. `code` is what the record keeps.
 * `listen_only` is said aloud: nothing may be told to a collateral without a release. Another child of the
 * household is never offered: no child's record names another.
 */
export function contactChips(bundle, { me, clients } = {}) {
  const { header } = bundle;
  const children = householdNames(header, clients);
  const chips = [{ value: "client", label: header.given_name, name: header.name, code: "client" }];
  for (const contact of bundle.contacts) {
    if (contact.is_client || contact.name === header.name || children.has(contact.name)) continue;
    const code = caresFor(contact) ? "caregiver" : "collateral";
    chips.push({
      value: `contact:${contact.id}`,
      label: contact.relation ? `${shortName(contact.name)} (${contact.relation})` : contact.name,
      name: contact.name,
      code,
      listen_only: code === "collateral" && !contact.may_hear,
      caution: contact.protective_order ?? "",
    });
  }
  const known = new Set(chips.map((chip) => chip.name));
  for (const line of bundle.team) {
    if (known.has(line.name) || children.has(line.name) || line.role === "youth") continue;
    if (me && line.account_id === me.account_id) continue;
    const code = CASE_MANAGERS.has(line.role)
      ? "other_case_manager"
      : line.role === "parent"
        ? "caregiver"
        : "collateral";
    chips.push({
      value: `team:${line.id}`,
      label: line.name,
      name: line.name,
      code,
      listen_only: code === "collateral" && !line.may_hear,
    });
    known.add(line.name);
  }
  const rank = { client: 0, caregiver: 1, other_case_manager: 3, collateral: 2 };
  chips.sort((a, b) => rank[a.code] - rank[b.code]);
  return chips.map((chip) => ({ listen_only: false, caution: "", ...chip }));
}

/** What the record keeps of the chosen chips: codes once each, and every name. */
export function contactedOf(chips, chosen, otherName = "") {
  const picked = chips.filter((chip) => chosen.includes(chip.value));
  const codes = [...new Set(picked.map((chip) => chip.code))];
  const names = picked.map((chip) => chip.name);
  if (chosen.includes("other")) {
    if (!codes.includes("collateral")) codes.push("collateral");
    if (otherName.trim()) names.push(otherName.trim());
  }
  return { contacted: codes, contacted_names: names };
}

/**
 * The chip values that a kept note names, in full or as people call them; a name that is no chip any more becomes
 * "other".
 */
export function chosenFrom(chips, note) {
  const names = note.contacted_names ?? [];
  const isCalled = (chip, name) => name === chip.name || name === shortName(chip.name) || name === chip.label;
  const chosen = chips.filter((chip) => names.some((name) => isCalled(chip, name))).map((chip) => chip.value);
  const strangers = names.filter((name) => !chips.some((chip) => isCalled(chip, name)));
  if (strangers.length) chosen.push("other");
  else if (!names.length && note.contacted?.includes("client")) chosen.push("client");
  return { contacted: chosen, contacted_other: strangers.join(", ") };
}

/** The chosen people who may only be listened to, in words for a warning. */
export function listenOnly(chips, chosen, otherName = "") {
  const names = chips.filter((chip) => chip.listen_only && chosen.includes(chip.value)).map((chip) => chip.name);
  if (chosen.includes("other")) names.push(otherName.trim());
  return names;
}

function caresFor(contact) {
  return CARING.has(contact.custody) || (contact.lives_with && !contact.is_natural_support);
}

function householdNames(header, clients) {
  const names = new Set();
  for (const other of clients?.values() ?? []) {
    const { id, family_id, name } = other.header;
    if (id !== header.id && family_id === header.family_id) names.add(name);
  }
  return names;
}

/** "Rosa" of "Rosa Delgado", but "Ms. Alvarez" whole. */
export function shortName(name) {
  const [first, ...rest] = name.split(" ");
  return rest.length && !TITLES.has(first.toLowerCase()) ? first : name;
}
