//! The generator gives the published numbers, and its helpers are fair.

use greenroom::scenario::chance::{Pcg32, fnv1a};
use proptest::prelude::*;

#[test]
fn the_reference_vector_of_pcg32_comes_out() {
    // pcg32-demo of the reference implementation: seed 42, stream 54.
    let mut pcg = Pcg32::new(42, 54);
    let drawn: Vec<u32> = (0..6).map(|_| pcg.next_u32()).collect();
    assert_eq!(drawn, [0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e]);
}

#[test]
fn fnv1a_gives_its_published_values() {
    assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn streams_of_one_seed_differ_and_repeat() {
    let numbers = |purpose| {
        let mut pcg = Pcg32::named(7, purpose);
        (0..8).map(|_| pcg.next_u32()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("draw:start"), numbers("draw:start"));
    assert_ne!(numbers("draw:start"), numbers("draw:end"));
}

#[test]
fn every_outcome_is_about_equally_likely() {
    let mut pcg = Pcg32::named(1, "fair");
    let mut counts = [0_u32; 7];
    for _ in 0..7000 {
        counts[pcg.below(7)] += 1;
    }
    // Standard deviation is 29; five of them is one in a million.
    assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
}

#[test]
fn certain_and_impossible_things_are() {
    let mut pcg = Pcg32::new(3, 1);
    assert!((0..200).all(|_| pcg.chance(1.0)));
    assert!((0..200).all(|_| !pcg.chance(0.0)));
    let often = (0..1000).filter(|_| pcg.chance(0.25)).count();
    assert!((180..320).contains(&often), "{often}");
    assert_eq!(pcg.pick::<u8>(&[]), None);
    assert_eq!(pcg.below(0), 0);
}

proptest! {
    #[test]
    fn shuffling_loses_nothing(seed: u64, mut items in prop::collection::vec(0_u16..500, 0..40)) {
        let mut before = items.clone();
        Pcg32::named(seed, "shuffle").shuffle(&mut items);
        before.sort_unstable();
        items.sort_unstable();
        prop_assert_eq!(before, items);
    }

    #[test]
    fn below_stays_below(seed: u64, n in 1_usize..1000) {
        let mut pcg = Pcg32::named(seed, "below");
        prop_assert!((0..20).all(|_| pcg.below(n) < n));
    }
}
