//! Collects the files of folders where each file declares one thing, so that adding a file is all it takes.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// A folder whose files each declare one public item, and the list of them that is made.
struct Collection {
    /// The folder, from the root of the package.
    folder: &'static str,
    /// The name of the item that each file declares.
    item: &'static str,
    /// The type of the item.
    of: &'static str,
    /// The name of the list, and in lower case that of the file that holds it.
    list: &'static str,
}

const COLLECTIONS: &[Collection] =
    &[Collection { folder: "src/check/rules", item: "RULE", of: "crate::check::Rule", list: "RULES" }];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder of what is made"));
    for collection in COLLECTIONS {
        let folder = root.join(collection.folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let text = collected(collection, &folder)?;
        let path = out.join(collection.list.to_lowercase()).with_extension("rs");
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// The modules of the files of a folder, and the list of their items, in the order of the names.
fn collected(collection: &Collection, folder: &Path) -> io::Result<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "rs") && f.file_stem().is_some_and(|s| s != "mod"));
    files.sort();
    let (mut modules, mut items) = (String::new(), String::new());
    for file in &files {
        let name = file.file_stem().and_then(|s| s.to_str()).expect("a module has a name");
        writeln!(modules, "#[path = {file:?}]\nmod {name};").expect("a string takes any text");
        writeln!(items, "    &{name}::{},", collection.item).expect("a string takes any text");
    }
    Ok(format!("{modules}\npub(super) static {}: &[&{}] = &[\n{items}];\n", collection.list, collection.of))
}
