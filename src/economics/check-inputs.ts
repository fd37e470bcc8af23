import {
  type BoundGroup,
  type Bounds,
  boundPath,
  correlationBounds,
  type Inputs,
  inputPath,
  monthsBounds,
  monthsKeys,
  type NamedSegment,
  type Quantity,
  quantityBounds,
  quantityKeys,
  type SegmentInputs,
  stepBounds,
} from './inputs.ts';

/** Why an input can not be used, or disagrees with another. */
export interface InputProblem {
  readonly code:
    | 'not-finite'
    | 'out-of-range'
    | 'disordered'
    | 'not-whole'
    | 'repeated-segment'
    | 'contradiction';
  /** Path of the input: `segments.loyal.retentionBefore`. */
  readonly input: string;
  /** One plain sentence with the value. */
  readonly message: string;
}

/** The inputs that can be used, and what was wrong with the others. */
export interface CheckedInputs {
  readonly inputs: Inputs;
  readonly problems: readonly InputProblem[];
}

type Complaint = Pick<InputProblem, 'code' | 'message'>;

function pointComplaint(value: number, bounds: Bounds, path: string): Complaint | undefined {
  if (!Number.isFinite(value)) {
    return { code: 'not-finite', message: `${path} must be ${bounds.said}, not ${value}.` };
  }
  if (value < bounds.least || value > bounds.most) {
    return { code: 'out-of-range', message: `${path} must be ${bounds.said}, not ${value}.` };
  }
  return undefined;
}

function quantityComplaint(quantity: Quantity, bounds: Bounds, path: string): Complaint | undefined {
  if (typeof quantity === 'number') return pointComplaint(quantity, bounds, path);
  const { low, likely, high } = quantity;
  for (const point of [low, likely, high]) {
    const complaint = pointComplaint(point, bounds, path);
    if (complaint) return complaint;
  }
  if (low <= likely && likely <= high) return undefined;
  const message = `${path} must go up from low to likely to high, not ${low}, ${likely}, ${high}.`;
  return { code: 'disordered', message };
}

function monthsComplaint(value: number, bounds: Bounds, path: string): Complaint | undefined {
  const complaint = pointComplaint(value, bounds, path);
  if (complaint || Number.isInteger(value)) return complaint;
  return { code: 'not-whole', message: `${path} must be ${bounds.said}, not ${value}.` };
}

/** A copy without the values that can not be used. */
function usable<T extends SegmentInputs>(
  values: T,
  segment: string | undefined,
  problems: InputProblem[],
): T {
  const kept = { ...values } as T & Partial<Record<string, Quantity>>;
  const drop = (key: string, input: string, complaint: Complaint | undefined) => {
    if (complaint === undefined) return;
    problems.push({ ...complaint, input });
    delete kept[key];
  };
  for (const key of quantityKeys) {
    const quantity = kept[key];
    const path = inputPath(key, segment);
    if (quantity !== undefined) drop(key, path, quantityComplaint(quantity, quantityBounds[key], path));
  }
  for (const key of monthsKeys) {
    const months = kept[key];
    const path = inputPath(key, segment);
    if (months !== undefined) drop(key, path, monthsComplaint(Number(months), monthsBounds[key], path));
  }
  return kept;
}

/** A copy without a correlation that is none. */
function checkCorrelation(inputs: Inputs, problems: InputProblem[]): Inputs {
  const { lossCorrelation: value } = inputs;
  if (value === undefined) return inputs;
  const complaint: Complaint | undefined =
    typeof value === 'number'
      ? pointComplaint(value, correlationBounds, 'lossCorrelation')
      : { code: 'not-whole', message: `lossCorrelation must be ${correlationBounds.said}.` };
  if (complaint === undefined) return inputs;
  problems.push({ ...complaint, input: 'lossCorrelation' });
  return { ...inputs, lossCorrelation: undefined };
}

/** A copy without another step that is none. */
function checkOtherStep(inputs: Inputs, problems: InputProblem[]): Inputs {
  const { otherStep: other } = inputs;
  if (other === undefined) return inputs;
  const complaint =
    pointComplaint(other.step, stepBounds, 'otherStep.step') ??
    pointComplaint(other.loss, quantityBounds.lossAtAnnouncement, 'otherStep.loss');
  const isItself: Complaint | undefined =
    other.step === 1
      ? { code: 'contradiction', message: 'otherStep.step must not be 1: that is the change itself.' }
      : undefined;
  const found = complaint ?? isItself;
  if (found === undefined) return inputs;
  problems.push({ ...found, input: 'otherStep' });
  return { ...inputs, otherStep: undefined };
}

/** A copy whose share who leave is unknown where it can not be used. */
function usableGroup(bound: BoundGroup, problems: InputProblem[]): BoundGroup {
  const { leaveWhenFree: quantity } = bound;
  const input = boundPath('leaveWhenFree', bound.group);
  const complaint =
    quantity === undefined ? undefined : quantityComplaint(quantity, quantityBounds.leaveWhenFree, input);
  if (complaint === undefined) return bound;
  problems.push({ ...complaint, input });
  return { ...bound, leaveWhenFree: undefined };
}

/**
 * Separates the inputs that can be used from those that can not. A refused value counts as unknown,
 * so that whatever needs it says that it is missing; nothing is replaced or clamped.
 */
export function checkInputs(inputs: Inputs): CheckedInputs {
  const problems: InputProblem[] = [];
  const { segments, bound, ...total } = inputs;
  const checked = usable<Inputs>(
    bound === undefined ? total : { ...total, bound: bound.map((group) => usableGroup(group, problems)) },
    undefined,
    problems,
  );
  const plain = checkOtherStep(checkCorrelation(checked, problems), problems);
  if (segments === undefined || segments.length === 0) return { inputs: plain, problems };
  const seen = new Set<string>();
  const kept: NamedSegment[] = [];
  for (const row of segments) {
    if (seen.has(row.segment)) {
      const message = `The segment ${row.segment} stands in the economics twice; only the first is read.`;
      problems.push({ code: 'repeated-segment', input: `segments.${row.segment}`, message });
      continue;
    }
    seen.add(row.segment);
    kept.push(usable(row, row.segment, problems));
  }
  return { inputs: { ...plain, segments: kept }, problems };
}
