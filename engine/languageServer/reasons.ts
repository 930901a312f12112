/** Why each rule is one: what a person reads who points at a finding. */
import type { RuleCode } from '../protocol/lint';

export const reasons: Readonly<Record<RuleCode, string>> = {
  DB001:
    'In Python, arithmetic between a float and a Decimal raises TypeError, and `max` or a comparison lets the float through without a word. A zero that is made from the ledger value has its type.',
  DB002:
    'A default is what comes when nothing else does, so the float shows up late: in arithmetic it raises TypeError, elsewhere it goes on as a float.',
  DB003:
    'A float is stored in binary, and Decimal keeps every digit of what is stored. A Decimal that is made from text has the digits that were written.',
  DB004:
    'float() rounds to binary, and what is computed from it cannot go back to the ledger without an error.',
  DB005:
    'The comparison never raises, but it is made with the exact value of the binary float: `Decimal("0.1") == 0.1` is False.',
  DB006: 'Arithmetic between a float and a Decimal raises TypeError as soon as the line runs.',
  DB007:
    'The JSON parser reads numbers with a decimal point as floats by default, so digits are lost before the Decimal is created.',
  DB008:
    'The context belongs to the thread, not to the module: every ledger that runs in it is rounded to the new precision.',
  DB101:
    'A number has no methods of a decimal, and with `+` a decimal and a number become text. A zero of the decimal’s own type has both.',
  DB102: 'The accumulator starts as what it is given, and a number has no `plus`: the first step throws.',
  DB104:
    'Operators see a decimal as its text: `+` joins the digits, and the others convert to a float that has lost digits.',
  DB105: 'Decimals are compared as their texts, in which 9 comes after 10.',
  DB106: 'Two decimals of the same value are different objects, and every object is true, zero as well.',
  DB107: 'A number keeps about 16 digits, and what is computed from it stays as wrong as it is.',
  DB108: 'Without a comparator everything is sorted as text, in which 10 comes before 9.',
  DB109: 'Sets, maps, `includes` and `indexOf` look for the same object, not for the same value.',
  DB900: 'A suppression that silences nothing hides the next finding on its line.',
};
