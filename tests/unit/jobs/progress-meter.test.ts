import { expect, test } from 'vitest';
import { createProgressMeter } from '../../../src/main/jobs/progress-meter.ts';

test('measures what was done over the last seconds, not since the start', () => {
  const meter = createProgressMeter(5000);
  for (let second = 0; second <= 20; second += 1)
    meter.add(second * 1000, { done: second * 10, total: 1000 });
  expect(meter.ratePerSecond()).toBeCloseTo(10);
  expect(meter.secondsLeft()).toBeCloseTo(80);
  for (let second = 21; second <= 26; second += 1)
    meter.add(second * 1000, { done: 200 + (second - 20) * 100, total: 1000 });
  expect(meter.ratePerSecond()).toBeCloseTo(100);
  expect(meter.secondsLeft()).toBeCloseTo(2);
});

test('says nothing before there is half a second to measure, or without a total', () => {
  const meter = createProgressMeter();
  expect(meter.ratePerSecond()).toBeNull();
  meter.add(0, { done: 0, total: null });
  meter.add(499, { done: 10, total: null });
  expect(meter.ratePerSecond()).toBeNull();
  meter.add(1000, { done: 20, total: null });
  expect(meter.ratePerSecond()).toBeCloseTo(20);
  expect(meter.secondsLeft()).toBeNull();
});

test('starts anew when the count falls back: another stage has begun', () => {
  const meter = createProgressMeter();
  meter.add(0, { done: 0, total: 100 });
  meter.add(1000, { done: 100, total: 100 });
  meter.add(1100, { done: 0, total: 50 });
  expect(meter.ratePerSecond()).toBeNull();
  meter.add(2100, { done: 5, total: 50 });
  expect(meter.ratePerSecond()).toBeCloseTo(5);
  expect(meter.secondsLeft()).toBeCloseTo(9);
});

test('thousands of reports within the window give the same rate', () => {
  const meter = createProgressMeter();
  for (let at = 0; at <= 8000; at += 1) meter.add(at, { done: at / 4, total: null });
  expect(meter.ratePerSecond()).toBeCloseTo(250);
});

test('no time is left to go when nothing moves, and never less than none', () => {
  const meter = createProgressMeter();
  meter.add(0, { done: 5, total: 10 });
  meter.add(1000, { done: 5, total: 10 });
  expect(meter.ratePerSecond()).toBe(0);
  expect(meter.secondsLeft()).toBeNull();
  meter.add(2000, { done: 12, total: 10 });
  expect(meter.secondsLeft()).toBe(0);
});
