"""The Teams app package: manifest template, icons, and the build of the zip."""
