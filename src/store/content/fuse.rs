//! Two rankings made into one.

/// How much the first ranks count before the later ones: the constant of "Reciprocal Rank Fusion outperforms Condorcet and
/// individual Rank Learning Methods" (G. V. Cormack, C. L. A. Clarke, S. Buettcher, SIGIR 2009), which found 60 to serve widely.
const K: f64 = 60.0;

/// Keys with their scores, best first: each ranking adds 1 / (60 + rank), with ranks from 1, to what it holds. Among equals the earlier ranking
/// comes first.
pub(super) fn fuse(rankings: [&[i64]; 2]) -> Vec<(i64, f64)> {
    let mut scores: Vec<(i64, f64)> = Vec::new();
    for ranking in rankings {
        for (rank, key) in (1_u32..).zip(ranking) {
            let more = 1.0 / (K + f64::from(rank));
            match scores.iter_mut().find(|(known, _)| known == key) {
                Some((_, score)) => *score += more,
                None => scores.push((*key, more)),
            }
        }
    }
    scores.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_rankings_hold_comes_before_what_one_puts_first() {
        let fused = fuse([&[1, 2, 3], &[4, 3, 5]]);
        assert_eq!(fused.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [3, 1, 4, 2, 5]);
        assert!((fused[0].1 - (1.0 / 63.0 + 1.0 / 62.0)).abs() < 1e-12);
        assert_eq!(fuse([&[7, 8], &[]]).iter().map(|(key, _)| *key).collect::<Vec<_>>(), [7, 8]);
    }
}
