//! The rules, one a file. Each file of this folder declares its `RULE`; `build.rs` makes the modules and the list
//! `RULES`, in the order of the names of the files.

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
