//! Everything that is left to chance, from one seed: PCG32 with a stream of its own for every purpose.
//!
//! The generator is PCG-XSH-RR 64/32 (M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
//! Algorithms for Random Number Generation", 2014). A stream is chosen by the FNV-1a hash of its name, so that
//! drawing one number more for one purpose never shifts the numbers of another.

/// The multiplier of the 64-bit linear congruential generator that PCG is built on (Knuth's MMIX).
const MULTIPLIER: u64 = 6_364_136_223_846_793_005;

/// FNV-1a, 64 bits: offset basis and prime as published by Fowler, Noll and Vo.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// The 64-bit FNV-1a hash of some bytes.
#[must_use]
pub const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = FNV_BASIS;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(FNV_PRIME);
        index += 1;
    }
    hash
}

/// A seeded generator of 32-bit numbers. The same seed and stream give the same numbers on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    /// The generator of the reference implementation, `pcg32_srandom(seed, stream)`.
    #[must_use]
    pub const fn new(seed: u64, stream: u64) -> Self {
        let increment = (stream << 1) | 1;
        let state = increment.wrapping_add(seed).wrapping_mul(MULTIPLIER).wrapping_add(increment);
        Self { state, increment }
    }

    /// The generator for one purpose of a session.
    #[must_use]
    pub const fn named(seed: u64, purpose: &str) -> Self {
        Self::new(seed, fnv1a(purpose.as_bytes()))
    }

    /// The next 32 bits.
    pub const fn next_u32(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
        // Keeping the low 32 bits is what the algorithm prescribes.
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// A number from 0 to `n - 1`, each equally likely; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        // Content never has four billion of anything; more than that is treated as if it ended there.
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        if n < 2 {
            return 0;
        }
        // Numbers under the threshold would make the first remainders likelier, so they are drawn again.
        let threshold = n.wrapping_neg() % n;
        loop {
            let drawn = self.next_u32();
            if drawn >= threshold {
                return (drawn % n) as usize;
            }
        }
    }

    /// One of the items, each equally likely; `None` of an empty slice.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Puts the items into a random order (Fisher-Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }

    /// True with this probability; never for 0 and less, always for 1 and more.
    pub fn chance(&mut self, probability: f32) -> bool {
        f64::from(self.next_u32()) < f64::from(probability) * 4_294_967_296.0
    }
}
