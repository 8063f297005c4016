import { encodeSigned, encodeU32 } from './leb128.ts'
import { op } from './opcodes.ts'

const noResult = 0x40

/** Indexes that the inserted code uses. */
export interface ChargeTargets {
  /** The i64 global that counts down. */
  readonly fuel: number
  /** A spare i64 local. */
  readonly rest: number
  /** A spare i32 local. */
  readonly length: number
}

/** Takes `units` of fuel and traps when that was more than is left. Leaves the operand stack as it is. */
export function charge({ fuel, rest }: ChargeTargets, units: number): number[] {
  return [...[op.globalGet, ...encodeU32(fuel)], ...[op.i64Const, ...encodeSigned(units)], ...settle(fuel, rest)]
}

/** Copies the fuel to the spare local, for `chargeCopy`. */
export function copyFuel({ fuel, rest }: ChargeTargets): number[] {
  return [...[op.globalGet, ...encodeU32(fuel)], ...[op.localSet, ...encodeU32(rest)]]
}

/**
 * Takes one unit where the spare local is known to hold the fuel. The global is written as ever but not read: a loop of
 * few instructions then does not wait, turn by turn, for the value that it has just stored.
 */
export function chargeCopy({ fuel, rest }: ChargeTargets): number[] {
  return [...[op.localGet, ...encodeU32(rest)], ...[op.i64Const, 1], ...settle(fuel, rest)]
}

/**
 * Takes fuel by the length on top of the operand stack, which stays there. `shift` says how much a unit of length costs:
 * 2^shift units of fuel, so that -4 is one unit for 16 bytes.
 */
export function chargeLength({ fuel, rest, length }: ChargeTargets, shift: number): number[] {
  const scale = shift < 0 ? op.i64ShrU : op.i64Shl
  return [
    ...[op.localTee, ...encodeU32(length)],
    ...[op.globalGet, ...encodeU32(fuel)],
    // Lengths are unsigned: 0xffffffff must cost much, not give fuel back.
    ...[op.localGet, ...encodeU32(length), op.i64ExtendI32U],
    ...[op.i64Const, ...encodeSigned(Math.abs(shift)), scale],
    ...settle(fuel, rest),
  ]
}

/** Subtracts: the stack holds fuel and price. Fuel that went below zero stays there, so that every later entry traps. */
function settle(fuel: number, rest: number): number[] {
  return [
    op.i64Sub,
    ...[op.localTee, ...encodeU32(rest)],
    ...[op.globalSet, ...encodeU32(fuel)],
    ...[op.localGet, ...encodeU32(rest)],
    ...[op.i64Const, 0, op.i64LtS, op.if, noResult, op.unreachable, op.end],
  ]
}

/** Indexes that the frame counting uses. */
export interface FrameTargets {
  readonly fuel: number
  /** The i32 global with the frames left. */
  readonly frames: number
  /** A spare i32 local that keeps the value found at the entry. */
  readonly found: number
}

/**
 * Takes one frame and traps when none is left. The trap empties the fuel first: whoever catches it (a host function
 * wrapper does) finds an instance that refuses all further work instead of one that looks healthy.
 */
export function enterFrame({ fuel, frames, found }: FrameTargets): number[] {
  return [
    ...[op.globalGet, ...encodeU32(frames)],
    ...[op.localTee, ...encodeU32(found)],
    ...[op.i32Const, 1, op.i32Sub],
    ...[op.globalSet, ...encodeU32(frames)],
    ...[op.localGet, ...encodeU32(found)],
    ...[op.i32Const, 0, op.i32LeS, op.if, noResult],
    ...[op.i64Const, ...encodeSigned(-1), op.globalSet, ...encodeU32(fuel)],
    ...[op.unreachable, op.end],
  ]
}

/**
 * Puts back the value found at the entry. Cheaper than adding one, and right again after a host exception has skipped
 * the exits of deeper frames.
 */
export function leaveFrame({ frames, found }: FrameTargets): number[] {
  return [op.localGet, ...encodeU32(found), op.globalSet, ...encodeU32(frames)]
}
