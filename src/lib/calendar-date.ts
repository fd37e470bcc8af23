const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/**
 * Whether a text is a day that the calendar has, written as `2026-12-31`. The reading of flags asks it before
 * anything else is loaded, so it needs no library.
 */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const last = month === 2 && !isLeap(year) ? 28 : (longest[month - 1] ?? 0);
  return day >= 1 && day <= last;
}
