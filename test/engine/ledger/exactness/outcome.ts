import { createHash } from 'node:crypto';
import { EngineError } from '../../../../engine/platform/errors';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { engineOf } from '../../../../engine/ledger/engines';
import type { LedgerAudit } from '../../../../engine/protocol/backtest';
import type { FailureCode } from '../../../../engine/protocol/failure';
import type { BacktestParameters, EngineName, Storage } from '../../../../engine/protocol/vocabulary';
import { describeWith } from '../backtest/support';

/** What an engine makes of a backtest: its whole result, or the failure that ended it. */
export interface Outcome {
  readonly failure: FailureCode | null;
  /** The trace with the engine's name left out. */
  readonly trace: readonly string[];
  /** A digest of the decision log. */
  readonly decisions: string;
  readonly evidence: LedgerAudit | null;
}

export function outcomeWith(
  name: EngineName,
  bundle: Bundle,
  parameters: BacktestParameters,
  storage: Storage = 'i64',
): Outcome {
  try {
    const { trace, decisions, result } = describeWith(engineOf(name, storage), bundle, parameters);
    const nameless = trace.map((line) => line.replace(`"engine":"${name}",`, ''));
    const digest = createHash('sha256').update(decisions).digest('hex');
    return { failure: null, trace: nameless, decisions: digest, evidence: result.evidence };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { failure: error.code, trace: [], decisions: '', evidence: null };
  }
}
