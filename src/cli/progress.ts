import type { Progress } from "../experiment/experiment.ts";
import { tell } from "./output.ts";

/** Shows how far a run has come on stderr: one line that is rewritten, or a plain line every 10 seconds where there is no terminal. */
export class ProgressLine {
  private readonly started = Date.now();
  private last = 0;
  private shown = 0;
  private readonly quiet: boolean;
  private readonly live: boolean;

  constructor(quiet: boolean) {
    this.quiet = quiet;
    this.live = process.stderr.isTTY === true && process.env.TERM !== "dumb";
  }

  update({ done, total }: Progress): void {
    if (this.quiet) return;
    const now = Date.now();
    const pause = this.live ? 100 : 10_000;
    if (now - Math.max(this.last, this.live ? 0 : this.started) < pause && done < total) return;
    if (!this.live && done === total && this.last === 0) return;
    this.last = now;
    const left = ((now - this.started) / done) * (total - done);
    const text = `Simulated ${done} of ${total} runs${done < total ? `, about ${seconds(left)} left` : ` in ${seconds(now - this.started)}`}`;
    tell(this.live ? `\r${text.padEnd(this.shown)}` : `${text}\n`);
    this.shown = text.length;
  }

  end(): void {
    if (!this.quiet && this.live && this.shown > 0) tell("\n");
  }
}

function seconds(ms: number): string {
  const whole = Math.max(1, Math.round(ms / 1000));
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
