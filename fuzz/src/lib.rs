//! Changed inputs for everything of citeplot that reads what a user gives.

pub mod bundle;
pub mod corpus;
pub mod mutate;
pub mod package;
pub mod random;
pub mod readers;
pub mod sound;

/// A target of cargo-fuzz: libFuzzer gives the inputs to a reader, half of them changed by libFuzzer itself and half by
/// what knows the formats.
#[cfg(feature = "libfuzzer")]
#[macro_export]
macro_rules! target {
    ($reader:ident) => {
        const READER: $crate::readers::Reader = $crate::readers::Reader::$reader;

        libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            std::thread_local!(static SCRATCH: tempfile::TempDir = tempfile::tempdir().expect("a temporary folder"));
            SCRATCH.with(|scratch| READER.read(data, &scratch.path().join("project")));
        });

        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 2 == 0 {
                return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
            }
            let mut random = $crate::random::Random::new(u64::from(seed));
            let changed = $crate::mutate::change(&mut random, READER, &data[..size], &data[..size]);
            let size = changed.len().min(max_size);
            data[..size].copy_from_slice(&changed[..size]);
            size
        });
    };
}
