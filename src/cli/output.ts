/** stdout is data, stderr everything else. A reader that has gone away (`| head`) ends neither in noise nor in failure. */
export function quietPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      if (stream === process.stdout) process.exitCode ??= 0;
    });
  }
}

export function print(text: string): void {
  process.stdout.write(text);
}

export function tell(text: string): void {
  process.stderr.write(text);
}
