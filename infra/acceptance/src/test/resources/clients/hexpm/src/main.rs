//! A second reader of Hex registries: Gleam's. Arguments: a package's document, a public key, and
//! any number of pairs of a version and its tarball. Checks signature and outer checksums.

use std::fs::read;

fn response(file: &str) -> http::Response<Vec<u8>> {
    http::Response::new(read(file).expect("a file"))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let key = read(&arguments[1]).expect("a key");
    let package = match hexpm::repository_v2_get_package_response(response(&arguments[0]), &key) {
        Ok(package) => package,
        Err(error) => {
            println!("refused: {error}");
            std::process::exit(1);
        }
    };
    println!("{} of {}", package.name, package.repository);
    for release in &package.releases {
        let mut needs: Vec<String> = release
            .requirements
            .iter()
            .map(|(name, need)| format!("{name} from {:?}", need.repository))
            .collect();
        needs.sort();
        println!("{} needs {}", release.version, needs.join(", "));
    }
    for pair in arguments[2..].chunks(2) {
        let release = package
            .releases
            .iter()
            .find(|release| release.version.to_string() == pair[0])
            .expect("a version");
        match hexpm::repository_get_package_tarball_response(response(&pair[1]), &release.outer_checksum) {
            Ok(bytes) => println!("{} has {} sound bytes", pair[0], bytes.len()),
            Err(error) => {
                println!("refused: {error}");
                std::process::exit(1);
            }
        }
    }
}
