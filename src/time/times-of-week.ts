import { type Piece, pieces, readWeekdays } from "./day-words.ts";
import { DAY, type Minutes } from "./duration.ts";
import { refuse, type TimeResult } from "./problem.ts";

const FORM = 'write days and times, such as "mon, wed, fri 09:00"';
const MOST_CHARACTERS = 1000;

/**
 * Minutes of the week (0 is Monday 00:00) of `mon, wed, fri 09:00`, `weekdays 09:00, 14:00` or `tue 13:00, thu 08:30`. Days
 * as in `parseWindows`; sorted, each once.
 */
export function parseTimesOfWeek(text: string): TimeResult<readonly Minutes[]> {
  if (text.length > MOST_CHARACTERS) {
    return refuse("bad-times", `times longer than ${MOST_CHARACTERS} characters`, FORM, 0, text.length);
  }
  const minutes = new Set<Minutes>();
  let days: number[] = [];
  let timesSeen = false;
  for (const piece of pieces(text)) {
    const { start, end } = piece;
    const found = /^(?<days>[^\d]*?)\s*(?<time>\d.*)?$/s.exec(piece.text);
    const dayText = found?.groups?.days ?? "";
    const timeText = found?.groups?.time ?? "";
    if (piece.text === "") return refuse("bad-times", "nothing where a day or a time is expected", FORM, start, end);
    if (dayText !== "") {
      if (timesSeen) days = [];
      timesSeen = false;
      const read = readWeekdays({ text: dayText, start, end: start + dayText.length });
      if (!read.ok) return read;
      days.push(...read.value);
    }
    if (timeText !== "") {
      if (days.length === 0) return refuse("bad-times", "a time without a day", FORM, start, end);
      const time = readTime({ text: timeText, start: end - timeText.length, end });
      if (!time.ok) return time;
      timesSeen = true;
      for (const day of days) minutes.add(day * DAY + time.value);
    }
  }
  if (!timesSeen) return refuse("bad-times", "days without a time", FORM, 0, text.length);
  return { ok: true, value: [...minutes].sort((a, b) => a - b) };
}

function readTime({ text, start, end }: Piece): TimeResult<Minutes> {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (found === null) return refuse("bad-times", `"${text}" is not a time of day`, "write it as 09:00", start, end);
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  if (hour < 24 && minute < 60) return { ok: true, value: hour * 60 + minute };
  return refuse("bad-time", `${text} is not a time of day`, "times run from 00:00 to 23:59", start, end);
}
