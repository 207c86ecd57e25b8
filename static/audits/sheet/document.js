// Fields of the form by name, and where each has its place in the audit document.

const EMPTY = { score: null, note: "", na_reason: "", area: "", photos: [] };
const NOT_SEEN = { found: null, note: "", photos: [] };
const NAME = /^(answers|carried)-(.+)-(score|note|na_reason|area|photos|found)$/;

/** Where a field belongs: {list: "answers", key: "R1.1", part: "note"}; null for other fields. */
export function place(name) {
  const found = NAME.exec(name ?? "");
  return found && { list: found[1], key: found[2], part: found[3] };
}

/** What the document holds for a field. */
export function valueOf(doc, name) {
  const { list, key, part } = place(name);
  if (list === "answers") return doc.answers[key]?.[part] ?? EMPTY[part];
  return doc.carried.find((one) => one.action === key)?.[part] ?? NOT_SEEN[part];
}

/** The document with other values in some fields: [[name, value], ...]. */
export function withValues(doc, changes) {
  const answers = { ...doc.answers };
  const carried = new Map(doc.carried.map((one) => [one.action, one]));
  for (const [name, value] of changes) {
    const { list, key, part } = place(name);
    if (list === "answers") answers[key] = { ...EMPTY, ...answers[key], [part]: value };
    else carried.set(key, { ...NOT_SEEN, action: key, ...carried.get(key), [part]: value });
  }
  // A note about an action waits for the answer that it goes with.
  return { ...doc, answers, carried: [...carried.values()].filter((one) => one.found) };
}

/** Whether two values of a field are the same. */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Photos are a set: what was added here joins what others have, what was dropped here goes. */
export function joined(theirs, was, mine) {
  const dropped = was.filter((sha) => !mine.includes(sha));
  return [...new Set([...theirs, ...mine.filter((sha) => !was.includes(sha))])].filter(
    (sha) => !dropped.includes(sha),
  );
}
