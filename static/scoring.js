// The live values of a rating sheet, by the same rules as audit/domain/scoring.py:
// exact fractions of whole numbers, rounded once, half up, to one decimal, at the end.

const MAX_SCORE = 4;
const ENOUGH = 5; // A pillar needs this many scored items, or all it has, for a final value.
const NO_VALUE = "–";

const gcd = (a, b) => (b ? gcd(b, a % b) : a);

function fraction(top, bottom) {
  const shared = gcd(top, bottom);
  return { top: top / shared, bottom: bottom / shared };
}

/** Plain mean of exact fractions; null of none. */
function mean(values) {
  if (!values.length) return null;
  const sum = values.reduce((a, b) =>
    fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom),
  );
  return fraction(sum.top, sum.bottom * values.length);
}

/** A percent as people read it: "67,9" ("67.9" in English), a dash for null. */
export function shown(value, language = "id") {
  if (!value) return NO_VALUE;
  const doubled = 20 * value.top + value.bottom; // 2 x (tenths + a half), over the bottom
  const tenths = (doubled - (doubled % (2 * value.bottom))) / (2 * value.bottom);
  const mark = language === "en" ? "." : ",";
  return `${(tenths - (tenths % 10)) / 10}${mark}${tenths % 10}`;
}

function pillarScore(pillar, scores) {
  const given = pillar.items.map((item) => scores[item.code] ?? null);
  const points = given.filter(Number.isInteger);
  const sum = points.reduce((a, b) => a + b, 0);
  const live = points.length ? fraction(100 * sum, MAX_SCORE * points.length) : null;
  return {
    rated: given.filter((score) => score !== null).length,
    scored: points.length,
    of: given.length,
    live,
    final: points.length >= Math.min(ENOUGH, given.length) ? live : null,
  };
}

/**
 * Score a sheet.
 * @param instrument [{code, apart, items: [{code}]}]
 * @param scores by item code: 0 to 4, "na", or null while unrated
 * @returns {pillars: {R1: {rated, scored, of, live, final}, ...}, rated, of, live, final};
 *   live and final are shown texts; pillars that are `apart` (K3) count in no total
 */
export function scorecard(instrument, scores, language = "id") {
  const exact = instrument.map((pillar) => [pillar, pillarScore(pillar, scores)]);
  const common = exact.filter(([pillar]) => !pillar.apart).map(([, score]) => score);
  const show = ({ live, final }) => ({ live: shown(live, language), final: shown(final, language) });
  const whole = common.every((score) => score.final);
  return {
    pillars: Object.fromEntries(exact.map(([{ code }, s]) => [code, { ...s, ...show(s) }])),
    rated: common.reduce((sum, score) => sum + score.rated, 0),
    of: common.reduce((sum, score) => sum + score.of, 0),
    ...show({
      live: mean(common.map((score) => score.live).filter(Boolean)),
      final: whole ? mean(common.map((score) => score.final)) : null,
    }),
  };
}
