import type { Engine } from '../engine/api.ts';

/** Milliseconds between two looks at the power supply while there is work. */
const INTERVAL = 20_000;

/** Lets an engine wait while the machine runs on battery. */
export interface BatteryPause {
  /** Looks at the power supply now, and again and again until there is nothing left to do. */
  watch(): Promise<void>;
  /** The user wants the work done all the same: until the machine has been on mains again. */
  override(): void;
  dispose(): void;
}

/** @param onChange called when the engine was paused or resumed */
export function createBatteryPause(
  engine: Engine,
  onBattery: () => Promise<boolean>,
  onChange: () => void,
  interval = INTERVAL,
): BatteryPause {
  let timer: NodeJS.Timeout | undefined;
  let paused = false;
  let overridden = false;

  async function look(): Promise<void> {
    const battery = await onBattery();
    if (!battery) overridden = false;
    const wanted = battery && !overridden;
    if (wanted !== paused) {
      paused = wanted;
      if (paused) engine.pause('battery');
      else engine.resume('battery');
      onChange();
    }
    clearTimeout(timer);
    // An index that is complete has nothing to put off: the machine may sleep.
    if (engine.status().state !== 'ready') timer = setTimeout(() => void look(), interval).unref();
  }

  return {
    watch: look,
    override() {
      overridden = true;
      paused = false;
    },
    dispose: () => clearTimeout(timer),
  };
}
