interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** One task of the page's main thread, in milliseconds of processor time. */
export interface Task {
  readonly totalMs: number;
  readonly scriptMs: number;
  /** Styles and layout, those that script forced included. */
  readonly layoutMs: number;
}

const scriptNames = new Set([
  ...['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'v8.compile', 'v8.compileModule', 'RunMicrotasks'],
  ...['FireAnimationFrame', 'TimerFire', 'EventDispatch', 'FireIdleCallback', 'v8.run', 'V8.GC_MC_BACKGROUND_MARKING'],
]);
const layoutNames = new Set(['UpdateLayoutTree', 'Layout']);

/** The tasks of the renderer's main thread in a trace of Chromium, the longest first. */
export function longestTasks({ traceEvents }: { readonly traceEvents: readonly TraceEvent[] }): readonly Task[] {
  const threads = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? `${pid} ${tid}` : [],
    ),
  );
  const timed = traceEvents
    .filter(({ ph, pid, tid, tdur }) => ph === 'X' && tdur !== undefined && threads.has(`${pid} ${tid}`))
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  const tasks: Task[] = [];
  for (let place = 0; place < timed.length; place++) {
    const task = timed[place]!;
    if (!/RunTask$/.test(task.name)) continue;
    const endsAt = task.ts + (task.dur ?? 0);
    const inside: TraceEvent[] = [];
    while (timed[place + 1] && timed[place + 1]!.pid === task.pid && timed[place + 1]!.ts < endsAt)
      inside.push(timed[++place]!);
    tasks.push({
      totalMs: (task.tdur ?? 0) / 1_000,
      scriptMs: outerMs(inside, scriptNames),
      layoutMs: outerMs(inside, layoutNames),
    });
  }
  return tasks.sort((one, other) => other.totalMs - one.totalMs);
}

/** Processor time of the events of these names that lie in no other one of them. */
function outerMs(events: readonly TraceEvent[], names: ReadonlySet<string>): number {
  let sum = 0;
  let endsAt = 0;
  for (const { name, ts, dur = 0, tdur = 0 } of events) {
    if (!names.has(name) || ts < endsAt) continue;
    sum += tdur;
    endsAt = ts + dur;
  }
  return sum / 1_000;
}
