import type { Arithmetic } from '../arithmetic/arithmetic';
import { Audit } from '../backtest/audit';
import { runBacktest } from '../backtest/backtest';
import { describeRun } from '../backtest/describeRun';
import { checkParameters } from '../backtest/parameters';
import { planOf, type BacktestPlan } from '../backtest/backtestPlan';
import type { Bundle } from '../data/bundle';
import type { EngineName } from '../../protocol/vocabulary';
import type { Engine } from './engine';

/** An engine that runs the ledger of this room over a number system. */
export function ledgerEngine<N>(name: EngineName, numbers: Arithmetic<N>): Engine {
  return {
    name,
    prepare(bundle, parameters, control) {
      checkParameters(parameters);
      const plan = planOf(numbers, bundle, parameters, control);
      return {
        run: () => {
          runBacktest(plan, null);
        },
        describe: (decisions) => described(name, bundle, plan, decisions),
      };
    },
  };
}

function described<N>(name: EngineName, bundle: Bundle, plan: BacktestPlan<N>, decisions: Uint8Array) {
  const { numbers, parameters } = plan;
  const audit = new Audit(numbers, plan.capital, decisions);
  const run = runBacktest(plan, audit);
  const subject = {
    engine: name,
    scenario: bundle.scenario,
    initialCapital: parameters.capital,
    symbols: bundle.symbols,
  };
  return describeRun(numbers, run, subject, audit.evidence(run, bundle.symbols));
}
