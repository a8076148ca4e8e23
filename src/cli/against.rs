//! `citeplot check --against`: texts of documents that the project does not name.

use std::ffi::OsString;
use std::path::Path;

use citeplot::Project;
use citeplot::diag::did_you_mean;
use citeplot::project::TextFile;

use super::Failure;

/// Gives documents of a project the texts that the command line names.
///
/// # Errors
/// When a text is for no document, or could be for several.
pub(super) fn give_texts(project: &mut Project, named: &[OsString]) -> Result<(), Failure> {
    for argument in named {
        let written = argument.to_string_lossy();
        // A file whose name has a "=" in it is taken for the file that it is.
        let pair = written.split_once('=').filter(|_| !Path::new(argument).exists());
        let (wanted, file) = match pair {
            Some((wanted, file)) => (Some(wanted), Path::new(file)),
            None => (None, Path::new(argument)),
        };
        if !file.is_file() {
            return Err(Failure::new(format!("there is no file `{}`", file.display())));
        }
        let (dataset, work) = document(project, wanted)?;
        project.proofs[dataset].set_text(&work, TextFile::named(file));
    }
    Ok(())
}

/// The document that a text is for: its dataset, by number, and its key.
fn document(project: &Project, wanted: Option<&str>) -> Result<(usize, String), Failure> {
    let all = project.datasets.iter().enumerate().flat_map(|(i, d)| d.documents.iter().map(move |doc| (i, d, doc)));
    let is_meant = |dataset: &str, work: &str| match wanted {
        Some(wanted) => wanted == work || wanted == format!("{dataset}/{work}"),
        None => true,
    };
    let works: Vec<String> = all.clone().map(|(_, _, doc)| doc.work.value.clone()).collect();
    let meant: Vec<_> = all.filter(|(_, d, doc)| is_meant(&d.id, &doc.work.value)).collect();
    match (meant.as_slice(), wanted) {
        ([(dataset, _, document)], _) => Ok((*dataset, document.work.value.clone())),
        ([], Some(wanted)) => {
            let failure = Failure::new(format!("no dataset has a document `{wanted}`"));
            let known = || works.iter().map(String::as_str);
            Err(failure
                .hint(did_you_mean(wanted, known()).unwrap_or_else(|| "name it by the key of its work".to_owned())))
        }
        ([], None) => Err(Failure::new("the project has no document to compare with a text")),
        (_, Some(wanted)) => {
            let hint = format!("write --against DATASET/{wanted}=FILE");
            Err(Failure::new(format!("several datasets have a document `{wanted}`")).hint(hint))
        }
        (_, None) => {
            let hint = format!("write --against WORK=FILE, with one of: {}", works.join(", "));
            Err(Failure::new("the project has several documents").hint(hint))
        }
    }
}
